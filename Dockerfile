# refcheck in a container: docker run --rm -v "$PWD:/work" refcheck check article.docx
FROM python:3.13-slim AS build
COPY . /source
RUN python -m venv /opt/refcheck && /opt/refcheck/bin/pip install --no-cache-dir /source

FROM python:3.13-slim
RUN useradd --create-home --uid 10001 refcheck
COPY --from=build /opt/refcheck /opt/refcheck
ENV PATH="/opt/refcheck/bin:$PATH" PYTHONUTF8=1
# The cache is worth keeping: -v refcheck-cache:/home/refcheck/.cache
USER refcheck
WORKDIR /work
ENTRYPOINT ["refcheck"]
CMD ["--help"]
