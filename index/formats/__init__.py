"""The file formats that articles come in, one generator each; `index.readers.READERS` is their table."""
