"""The port: which addresses it can be opened at, and what is said where it cannot."""

from __future__ import annotations

import pytest

from refcheck.errors import UsageError
from refcheck.web.server import listen

pytestmark = pytest.mark.enable_socket


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_a_free_port_is_taken(host: str) -> None:
    opened, address = listen(host, 0)
    with opened:
        assert address.local
        assert address.port == opened.getsockname()[1] > 0
        assert address.accepts(f"localhost:{address.port}")


def test_a_port_in_use_is_said() -> None:
    opened, address = listen("127.0.0.1", 0)
    with opened, pytest.raises(UsageError, match=f"port {address.port} of 127.0.0.1 cannot be"):
        listen("127.0.0.1", address.port)


def test_an_address_of_another_computer_is_said() -> None:
    with pytest.raises(UsageError, match="cannot be used"):
        listen("192.0.2.1", 0)  # of documentation (RFC 5737): nobody has it
