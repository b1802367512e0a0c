"""Prints every barcode found in pictures: the picture's place, the kind, the text."""

import sys

import zxingcpp
from PIL import Image

for at, path in enumerate(sys.argv[1:]):
    with Image.open(path) as picture:
        for code in zxingcpp.read_barcodes(picture):
            print(at, code.format.name, code.text, sep="\t")
