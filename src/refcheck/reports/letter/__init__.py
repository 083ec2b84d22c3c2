"""The letter to the authors of an article: what they are asked, as a Word document."""
