"""Writes files nobody should hand in, into the folder that is named."""

import sys
from pathlib import Path

import pikepdf
from PIL import Image, ImageDraw

folder = Path(sys.argv[1])
page = Image.new("L", (400, 560), 245)
draw = ImageDraw.Draw(page)
for y in range(80, 480, 20):
    draw.rectangle([50, y, 350, y + 5], fill=30)
page.convert("CMYK").save(folder / "cmyk.jpg", quality=80)
page.convert("I;16").save(folder / "sixteen.tif")
small = Image.new("1", (40, 56), 1)
small.save(folder / "many.tif", save_all=True, append_images=[small] * 1999)


def pdf(size=(420, 595)):
    it = pikepdf.new()
    it.add_blank_page(page_size=size)
    return it


script = pdf()
action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert('x'); this.exportDataObject({cName: 'a'});"))
script.Root.OpenAction = script.make_indirect(action)
script.attachments["a.exe"] = b"MZ invented"
script.save(folder / "script.pdf")

many = pikepdf.new()
for _ in range(5001):
    many.add_blank_page(page_size=(72, 72))
many.save(folder / "pages.pdf")

# As large as a PDF may be: 60 000 pixels a side at 300 an inch.
pdf((14400, 14400)).save(folder / "bomb.pdf")
