"""Makes a hundred documents with other programs, and what a second, independent reader finds in each.

    make.py FOLDER

writes FOLDER/<name> and FOLDER/<name>.words (that reader's text). LibreOffice and pandoc have to be on the path.
"""
import csv
import io
import json
import os
import random
import re
import shutil
import subprocess
import sys
import zipfile

import docx
import openpyxl
import xlsxwriter
from pptx import Presentation
from pptx.util import Inches

folder = os.path.abspath(sys.argv[1])
os.makedirs(folder, exist_ok=True)
profile = os.path.join(folder, 'profile')
random.seed(20261129)

stems = ('contrat prazo multa servico client manutenca relatorio prestaca entreg garanti equipament pagament clausul '
         'licitaca fornecedor orçament auditori treinament segurança qualidad').split()
ends = ['o', 'a', 'os', 'ção', 'mento', 'dade', 'ável', 'ística', 'ões', 'eiro']
columns = ['Produto', 'Estoque', 'Preço', 'Peso', 'Altura', 'Largura', 'Meta', 'Saldo']


def word():
    return random.choice(stems) + random.choice(ends)


def sentence(n=12):
    return ' '.join(word() for _ in range(n)).capitalize() + random.choice(['.', '.', '?', '!', '; ' + word() + '.'])


def table(rows, width):
    """Figures whose last digit says which column they stand in."""
    body = [[f'{word().capitalize()} {word()}'] + [str((100 + random.randrange(900)) * 10 + c) for c in range(1, width)] for _ in range(rows)]
    return [columns[:width]] + body


def markdown(i):
    parts = [f'# {sentence(4)}']
    for s in range(3 + i % 3):
        parts += [f'## {sentence(3)}', sentence(20), sentence(30)]
        parts.append('\n'.join(f'- {sentence(6)}' for _ in range(3)))
        rows = table(4 + i % 5, 3 + (i + s) % 5)
        parts.append('\n'.join('| ' + ' | '.join(row) + ' |' for row in [rows[0], ['---'] * len(rows[0])] + rows[1:]))
    return '\n\n'.join(parts) + '\n'


def run(*command, given=None):
    subprocess.run(command, input=given, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def soffice(names, kind, outdir, options=()):
    os.makedirs(outdir, exist_ok=True)
    run('soffice', '--headless', f'-env:UserInstallation=file://{profile}', *options, '--convert-to', kind, '--outdir', outdir, *names)


def words(name, text):
    with open(os.path.join(folder, name + '.words'), 'w', encoding='utf-8') as file:
        file.write(text)


def pandoc_text(path, reader):
    """The words of pandoc's own tree: no layout of its is between."""
    tree = json.loads(subprocess.run(['pandoc', '-f', reader, '-t', 'json', path], check=True, capture_output=True).stdout)
    found = []

    def walk(node):
        if isinstance(node, list):
            for one in node:
                walk(one)
        elif isinstance(node, dict):
            kind, content = node.get('t'), node.get('c')
            if kind == 'Str':
                found.append(content)
            elif kind in ('Space', 'SoftBreak', 'LineBreak'):
                found.append(' ')
            elif kind in ('Code', 'CodeBlock', 'RawInline'):
                found.append(content[1])
            elif kind in ('Link', 'Image'):
                walk(content[1])
            else:
                for value in ([content] if kind else node.values()):
                    walk(value)
                if kind in ('Para', 'Plain', 'Header', 'Cell'):
                    found.append('\n')
    # The title of a Word document is its metadata there; that of a page stands in its body too.
    if reader == 'docx':
        walk(tree['meta'].get('title', []))
        found.append('\n')
    walk(tree['blocks'])
    return ''.join(found)


def flat_text(path, element):
    """What LibreOffice shows, of its document in one XML file."""
    flat = open(path, encoding='utf-8').read()
    body = flat[flat.index(f'<{element}'):]
    body = re.sub(r'<office:binary-data>.*?</office:binary-data>|<presentation:notes.*?</presentation:notes>', '', body, flags=re.S)
    body = re.sub(r'<text:s[ /][^>]*>|<text:line-break/>|</text:p>', ' ', body)
    return re.sub(r'<[^>]*>', '', body).replace('&apos;', "'").replace('&quot;', '"').replace('&amp;', '&')


os.makedirs(profile + '/user')
with open(profile + '/user/registrymodifications.xcu', 'w') as file:
    file.write('<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Setup/L10N">'
               '<prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>pt-BR</value></prop></item></oor:items>')
staging = os.path.join(folder, 'staging')
os.makedirs(staging)


def stage(name):
    return os.path.join(staging, name)


def keep(source, name):
    shutil.copy(source, os.path.join(folder, name))
    return os.path.join(folder, name)


# Texts: pandoc writes docx and html, LibreOffice writes docx and html of its odt.
texts = [markdown(i) for i in range(15)]
for i, text in enumerate(texts):
    for kind in ('docx', 'odt', 'html'):
        run('pandoc', '-s', '-f', 'gfm', '--metadata', f'title=Documento {i}', '-o', stage(f'text-{i}.{kind}'), given=text.encode())
    if i < 5:
        name = f'pandoc-{i}.md'
        run('pandoc', '-f', 'gfm', '-t', 'gfm', '-o', os.path.join(folder, name), given=text.encode())
        words(name, pandoc_text(os.path.join(folder, name), 'gfm'))
soffice([stage(f'text-{i}.docx') for i in range(15)], 'txt:Text (encoded):UTF8', staging)
soffice([stage(f'text-{i}.odt') for i in range(12)], 'docx', stage('lo'))
soffice([stage(f'text-{i}.odt') for i in range(12)], 'html', stage('lo'))
for i in range(15):
    keep(stage(f'text-{i}.docx'), f'pandoc-{i}.docx')
    words(f'pandoc-{i}.docx', open(stage(f'text-{i}.txt'), encoding='utf-8-sig').read())
    if i < 10:
        words(f'pandoc-{i}.html', pandoc_text(keep(stage(f'text-{i}.html'), f'pandoc-{i}.html'), 'html'))
    if i < 12:
        words(f'libreoffice-{i}.docx', pandoc_text(keep(stage(f'lo/text-{i}.docx'), f'libreoffice-{i}.docx'), 'docx'))
        words(f'libreoffice-{i}.html', pandoc_text(keep(stage(f'lo/text-{i}.html'), f'libreoffice-{i}.html'), 'html'))

# python-docx, and the same saved by LibreOffice.
again = [''] * 10
for i in range(10):
    document = docx.Document()
    document.add_heading(sentence(4), 0)
    for _ in range(3):
        document.add_heading(sentence(3), 1)
        document.add_paragraph(sentence(25))
        document.add_paragraph(sentence(8), style='List Bullet')
        rows = table(5, 3 + i % 5)
        made = document.add_table(rows=len(rows), cols=len(rows[0]))
        for r, row in enumerate(rows):
            for c, value in enumerate(row):
                made.cell(r, c).text = value
        if i % 2:
            made.cell(1, 0).merge(made.cell(2, 0)).text = rows[1][0]
            # Each of the rows that it reaches over says it.
            again[i] += ' ' + rows[1][0]
    document.save(stage(f'python-{i}.docx'))
soffice([stage(f'python-{i}.docx') for i in range(10)], 'txt:Text (encoded):UTF8', staging)
soffice([stage(f'python-{i}.docx') for i in range(6)], 'docx', stage('lo'))
for i in range(10):
    keep(stage(f'python-{i}.docx'), f'python-docx-{i}.docx')
    words(f'python-docx-{i}.docx', open(stage(f'python-{i}.txt'), encoding='utf-8-sig').read() + again[i])
    if i < 6:
        name = f'libreoffice-python-{i}.docx'
        words(name, pandoc_text(keep(stage(f'lo/python-{i}.docx'), name), 'docx') + again[i])

# Workbooks: openpyxl, the same saved by LibreOffice, and xlsxwriter; LibreOffice says what is shown in their cells.
for i in range(8):
    book = openpyxl.Workbook()
    for s in range(1 + i % 2):
        sheet = book.active if s == 0 else book.create_sheet('Segunda')
        sheet.append([sentence(5)])
        if i % 3 == 0:
            sheet.append([])
        for row in table(6 + i * 3, 3 + i % 5):
            sheet.append([int(v) if v.isdigit() else v for v in row])
        if i % 2:
            sheet.append([])
            for row in table(4, 3):
                sheet.append([int(v) if v.isdigit() else v for v in row])
    book.save(stage(f'openpyxl-{i}.xlsx'))
    book = xlsxwriter.Workbook(stage(f'xlsxwriter-{i}.xlsx'))
    money, day, cpf, bold = (book.add_format({'num_format': f}) for f in ('"R$" #,##0.00', 'dd/mm/yyyy', '000\\.000\\.000\\-00', 'General'))
    bold.set_bold()
    sheet = book.add_worksheet('Dados')
    sheet.write_row(0, 0, ['Cliente', 'CPF', 'Emissão', 'Valor', 'Taxa'], bold)
    for r in range(1, 8 + i):
        sheet.write(r, 0, f'{word()} {word()}')
        sheet.write_number(r, 1, random.randrange(10 ** 10), cpf)
        sheet.write_number(r, 2, 45000 + random.randrange(1500), day)
        sheet.write_number(r, 3, random.randrange(10 ** 7) / 100, money)
        sheet.write_number(r, 4, random.randrange(1000) / 8)
    book.close()
soffice([stage(f'openpyxl-{i}.xlsx') for i in range(8)], 'xlsx', stage('lo'))
for i in range(8):
    shutil.copy(stage(f'lo/openpyxl-{i}.xlsx'), stage(f'resaved-{i}.xlsx'))
books = [f'{kind}-{i}' for kind in ('openpyxl', 'resaved', 'xlsxwriter') for i in range(8)]
soffice([stage(f'{book}.xlsx') for book in books], 'fods', stage('flat'))
soffice([stage(f'openpyxl-{i}.xlsx') for i in range(5)], 'csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,false,false,false,1', stage('csv'))
for book in books:
    name = book.replace('resaved', 'libreoffice-openpyxl') + '.xlsx'
    keep(stage(f'{book}.xlsx'), name)
    words(name, flat_text(stage(f'flat/{book}.fods'), 'office:spreadsheet'))

# Tables as text: by LibreOffice, and in the encodings of several decades.
for i in range(5):
    name = f'libreoffice-{i}.csv'
    source = next(one for one in os.listdir(stage('csv')) if re.match(rf'openpyxl-{i}[-.]', one))
    shutil.copy(os.path.join(stage('csv'), source), os.path.join(folder, name))
    words(name, open(os.path.join(folder, name), encoding='utf-8').read())
for i, encoding in enumerate(['utf-8', 'cp1252', 'cp850', 'utf-16', 'mac_roman']):
    rows = table(20, 6)
    out = io.StringIO()
    csv.writer(out, delimiter=';').writerows(rows)
    name = f'python-{i}.csv'
    with open(os.path.join(folder, name), 'wb') as file:
        file.write(out.getvalue().encode(encoding))
    words(name, '\n'.join(' '.join(row) for row in rows))

# Slides: python-pptx, the same saved by LibreOffice, and pandoc. What one writes another one reads.
def slides_text(path):
    found = []
    for slide in Presentation(path).slides:
        for shape in slide.shapes:
            if shape.has_text_frame and not (shape.is_placeholder and shape.placeholder_format.type in (13, 15, 16)):
                found.append(shape.text_frame.text)
            if shape.has_table:
                found += [cell.text for row in shape.table.rows for cell in row.cells]
        if slide.has_notes_slide and slide.notes_slide.notes_text_frame:
            found.append(slide.notes_slide.notes_text_frame.text)
    return '\n'.join(found)


for i in range(8):
    deck = Presentation()
    for _ in range(4):
        slide = deck.slides.add_slide(deck.slide_layouts[1])
        slide.shapes.title.text = sentence(3)
        slide.placeholders[1].text = '\n'.join(sentence(6) for _ in range(3))
        slide.shapes.add_textbox(Inches(5), Inches(1 + i % 4), Inches(3), Inches(1)).text_frame.text = sentence(5)
        slide = deck.slides.add_slide(deck.slide_layouts[5])
        slide.shapes.title.text = sentence(3)
        rows = table(4, 3 + i % 3)
        made = slide.shapes.add_table(len(rows), len(rows[0]), Inches(1), Inches(2), Inches(7), Inches(2)).table
        for r, row in enumerate(rows):
            for c, value in enumerate(row):
                made.cell(r, c).text = value
    deck.save(stage(f'deck-{i}.pptx'))
for i in range(5):
    run('pandoc', '-f', 'gfm', '-o', stage(f'pandoc-{i}.pptx'), given=re.sub(r'^# .*\n', '', texts[i]).encode())
soffice([stage(f'deck-{i}.pptx') for i in range(8)], 'pptx', stage('lo'))
soffice([stage(f'deck-{i}.pptx') for i in range(8)], 'fodp', staging)
for i in range(8):
    keep(stage(f'deck-{i}.pptx'), f'python-pptx-{i}.pptx')
    words(f'python-pptx-{i}.pptx', flat_text(stage(f'deck-{i}.fodp'), 'office:presentation'))
    words(f'libreoffice-{i}.pptx', slides_text(keep(stage(f'lo/deck-{i}.pptx'), f'libreoffice-{i}.pptx')))
for i in range(5):
    words(f'pandoc-{i}.pptx', slides_text(keep(stage(f'pandoc-{i}.pptx'), f'pandoc-{i}.pptx')))
shutil.rmtree(staging)
shutil.rmtree(profile)
