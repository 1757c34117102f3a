"""The files of this folder that are not handed down: each kind once more, by other programs.

Needs Debian's libreoffice-writer, chromium, texlive-latex-recommended (with texlive-lang-portuguese), qpdf, ghostscript,
and reportlab, fpdf2, python-docx and Pillow from PyPI. `python3 make.py` writes into this folder.
"""
import os
import subprocess
import tempfile
from pathlib import Path

here = Path(__file__).parent
work = Path(tempfile.mkdtemp())
who = ['O contratado', 'A equipe de vistoria', 'O encarregado', 'Quem assina o contrato', 'A fiscalização', 'O setor de compras',
       'A engenheira responsável', 'O vizinho que se sentir prejudicado', 'O depósito central', 'A empresa de transporte', 'O comprador']
does = ['entrega o relatório', 'confere as medições', 'separa os resíduos', 'guarda os equipamentos', 'responde pelos defeitos',
        'avisa por escrito', 'fecha o canteiro', 'mantém as fichas em ordem', 'paga as despesas', 'acompanha os ensaios', 'registra as faltas',
        'recolhe as ferramentas', 'aprova as mudanças']
when = ['no prazo combinado', 'antes do meio-dia', 'dez dias depois de cada etapa', 'salvo em caso de risco', 'até o fim do mês',
        'na presença de duas pessoas', 'conforme a norma vigente', 'sem custo para o cliente', 'durante toda a obra',
        'logo que receber o pedido', 'quando faltar material', 'a cada trimestre', 'assim que a chuva permitir',
        'com a ficha preenchida', 'em local coberto e seco', 'de acordo com o projeto', 'depois de ouvir os moradores']


def sentence(i):
    return f'{who[i % 11]} {does[i * 5 % 13]} {when[i * 7 % 17]}.'


def prose(first, count):
    return ' '.join(sentence(first * 29 + i) for i in range(count))


def run(*command, cwd=work):
    subprocess.run(command, cwd=cwd, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def chromium(name, style, body):
    page = work / f'{name}.html'
    page.write_text(
        f'<!doctype html><html lang="pt-BR"><meta charset="utf-8"><style>@page{{size:A4;margin:2cm}}'
        f'body{{font:11pt "Liberation Sans"}}{style}</style>{body}</html>'
    )
    run('chromium', '--no-sandbox', '--headless', '--disable-gpu', '--no-pdf-header-footer', '--disable-pdf-tagging',
        f'--print-to-pdf={here / name}.pdf', str(page))


def latex(name, options, preamble, body):
    (work / f'{name}.tex').write_text(
        r'\documentclass[' + options + r']{article}\usepackage[T1]{fontenc}\usepackage[brazil]{babel}'
        r'\usepackage[a4paper,margin=2.5cm]{geometry}' + preamble + r'\begin{document}' + body + r'\end{document}'
    )
    run('pdflatex', '-interaction=batchmode', f'{name}.tex')
    run('pdflatex', '-interaction=batchmode', f'{name}.tex')
    (here / f'{name}.pdf').write_bytes((work / f'{name}.pdf').read_bytes())


def writer(name, header, footer, paragraphs, to='pdf', options=''):
    def paragraph(text, style='Standard'):
        return f'<text:p text:style-name="{style}">{text}</text:p>'

    fodt = f'''<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:version="1.3"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 office:mimetype="application/vnd.oasis.opendocument.text"><office:styles>
<style:style style:name="Standard" style:family="paragraph"><style:paragraph-properties fo:margin-bottom="0.2cm"/>
<style:text-properties style:font-name="Liberation Serif" fo:font-size="12pt" fo:language="pt" fo:country="BR"/></style:style>
<style:style style:name="Break" style:family="paragraph" style:parent-style-name="Standard">
<style:paragraph-properties fo:break-before="page"/></style:style>
<style:style style:name="Small" style:family="paragraph"><style:text-properties fo:font-size="9pt"/></style:style>
</office:styles><office:automatic-styles><style:page-layout style:name="P"><style:page-layout-properties
 fo:page-width="21cm" fo:page-height="29.7cm" fo:margin="2cm"/><style:header-style><style:header-footer-properties
 fo:min-height="1.2cm" fo:margin-bottom="0.6cm"/></style:header-style><style:footer-style><style:header-footer-properties
 fo:min-height="1.2cm" fo:margin-top="0.6cm"/></style:footer-style></style:page-layout></office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="P">
<style:header>{''.join(paragraph(text, 'Small') for text in header)}</style:header>
<style:footer>{''.join(paragraph(text, 'Small') for text in footer)}</style:footer>
</style:master-page></office:master-styles><office:body><office:text>
{''.join(paragraph(text, 'Break' if text.startswith(chr(12)) else 'Standard').replace(chr(12), '') for text in paragraphs)}
</office:text></office:body></office:document>'''
    (work / f'{name}.fodt').write_text(fodt)
    run('soffice', '--headless', '--convert-to', f'{to}{options}', '--outdir', str(work), f'{name}.fodt')
    (here / f'{name}.{to.split(":")[0]}').write_bytes((work / f'{name}.{to.split(":")[0]}').read_bytes())


def letterheads():
    page = '<text:page-number text:select-page="current"/>'
    writer('letterhead-writer', ['Construtora Amostra S.A. – CNPJ 11.222.333/0001-81', 'Avenida das Palmeiras, 900'],
           [f'Manual da obra – Página {page}'], [prose(i, 7) for i in range(28)],
           options=':writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"false"}}')
    writer('letterhead-writer-tagged', ['Documento MN-207, revisão 4'], [f'{page}'], [prose(i, 7) for i in range(28)],
           options=':writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}')
    writer('docx-header-writer', ['Instrução IT-118 – válida até 31/12/2027'], [f'Impresso por sistema – Página {page}'],
           [prose(i, 4) for i in range(3)], to='docx')
    latex('letterhead-latex', '11pt,twoside', r'\usepackage{fancyhdr}\pagestyle{fancy}\fancyhf{}'
          r'\fancyhead[LE,RO]{Cooperativa Modelo -- Inscrição 987654321}\fancyhead[RE,LO]{\thepage}\setlength{\headheight}{14pt}',
          '\n\n'.join(prose(i, 9) for i in range(18)))
    chromium('letterhead-chromium', 'header{position:fixed;top:0;font-size:8pt}main{padding-top:1.2cm}p{margin:0 0 .6cm}'
             'section{break-after:page;padding-top:1.4cm}',
             '<header>Oficina Exemplo – CNPJ 44.555.666/0001-77</header>' +
             ''.join(f'<section>{"".join(f"<p>{prose(4 * n + i, 3)}</p>" for i in range(3 + n))}</section>' for n in range(5)))


def forms():
    people = [('Ana Modelo', '2.750,00', 'Analista'), ('Bruno Teste', '2.750,00', 'Analista'),
              ('Carla Demo', '2.750,00', 'Técnica'), ('Davi Amostra', '3.910,00', 'Técnico')]
    chromium('payslips-chromium', 'section{break-after:page}td{padding:2pt 12pt 2pt 0}',
             ''.join(f'<section><h3>Padaria Exemplo Ltda. – Recibo de pagamento</h3><table><tr><td>Nome<td>{name}<tr><td>Cargo'
                     f'<td>{job}<tr><td>Salário<td>R$ {pay}<tr><td>Descontos<td>R$ 275,00</table></section>'
                     for name, pay, job in people))
    writer('payslips-writer', ['Padaria Exemplo Ltda.'], ['Recursos humanos'],
           [text for name, pay, job in people for text in
            (chr(12) + f'Funcionário: {name}', f'Cargo: {job}', f'Salário base: R$ {pay}', 'Competência: 10/2026')],
           options=':writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"false"}}')
    chromium('invoices-chromium', 'section{break-after:page}',
             ''.join(f'<section><p>Fatura nº {1041 + n}</p><p>Cliente: {name}</p><p>{prose(n, 2)}</p></section>'
                     for n, (name, _, _) in enumerate(people)))
    chromium('copies-chromium', 'section{break-after:page}',
             '<section><p>Declaração de residência</p><p>Moro na rua das Flores, 12, desde 2019.</p></section>' * 2)
    run('qpdf', '--empty', '--pages', str(here / 'copies-chromium.pdf'), '1,1,1', '--', str(here / 'copies-qpdf.pdf'))


def columns():
    text = '\n\n'.join(prose(i, 6) for i in range(6))
    latex('columns-latex', '11pt', r'\usepackage{multicol}\setlength{\columnsep}{9pt}',
          r'\begin{multicols}{2}' + text + r'\end{multicols}')
    chromium('columns-chromium', 'div{column-count:2;column-gap:9px;text-align:justify}',
             f'<h2>Regras da obra</h2><div>{"".join(f"<p>{prose(i, 6)}</p>" for i in range(6))}</div>')
    chromium('columns-three', 'div{column-count:3;column-gap:.75em;font-size:9pt}',
             f'<h2>Regras da obra</h2><div>{"".join(f"<p>{prose(i, 6)}</p>" for i in range(6))}</div>')


def bold():
    from fpdf import FPDF
    from reportlab.pdfbase.pdfmetrics import stringWidth
    from reportlab.pdfgen import canvas

    sheet = canvas.Canvas(str(here / 'bold-letters.pdf'), invariant=1)

    def spaced(x, y, parts, font, size, times, shift):
        sheet.setFont(font, size)
        for part in parts:
            for time in range(times):
                sheet.drawString(x + time * shift, y, part)
            x += stringWidth(part, font, size)

    spaced(60, 780, 'CLÁUSULA PRIMEIRA – DO OBJETO', 'Helvetica', 14, 2, 0.4)
    spaced(60, 750, 'Rescisão: multa de 11% em 2200 parcelas', 'Times-Roman', 11, 3, 0.3)
    spaced(60, 720, ['Prazo ', 'de ', 'entrega: ', 'dez ', 'dias ', 'úteis'], 'Times-Roman', 12, 2, 0.4)
    sheet.save()

    pdf = FPDF()
    pdf.add_page()
    pdf.set_font('Helvetica', size=13)
    for shift in (0, 0.15, 0.3):
        pdf.text(20 + shift, 30 + shift, 'Multa por atraso: 1.100,00 ao mês')
    pdf.text(20, 45, 'Atenção: a entrega vale até sexta-feira.')
    pdf.text(20.15, 45, 'Atenção:')
    pdf.text(20, 60, 'Assim como está: Anna assoou, 1100 e 2211.')
    pdf.output(str(here / 'bold-shadow.pdf'))


def turned():
    from PIL import Image, ImageDraw, ImageFont

    font = ImageFont.truetype('/usr/share/fonts/truetype/liberation/LiberationSerif-Regular.ttf', 30)
    page = Image.new('L', (1000, 420), 255)
    draw = ImageDraw.Draw(page)
    for i, line in enumerate(['Laudo de vistoria número 5523', 'Imóvel: rua das Acácias, 48',
                              'Valor da reforma: R$ 18.450,00', 'Responsável: Carla Demo, engenheira']):
        draw.text((70, 60 + 70 * i), line, font=font, fill=0)
    page.rotate(180).save(here / 'turned180.png', optimize=True)
    sideways = page.rotate(270, expand=True)
    sideways.save(work / 'sideways.pdf', resolution=150)
    (here / 'turned270-scan.pdf').write_bytes((work / 'sideways.pdf').read_bytes())
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen import canvas
    whole = Image.new('L', (800, 1132), 255)
    whole.paste(page.resize((800, 336)), (0, 200))
    sheet = canvas.Canvas(str(here / 'scan-with-stamp.pdf'), pagesize=(595, 842), invariant=1)
    sheet.drawImage(ImageReader(whole), 0, 0, 595, 842)
    sheet.setFont('Helvetica', 7)
    sheet.drawString(40, 20, 'Assinado eletronicamente por Ana Modelo em 12/03/2025, código 7F3A-9912')
    sheet.save()
    exif = Image.Exif()
    exif[0x0112] = 8
    page.rotate(270, expand=True).convert('RGB').save(here / 'turned-by-camera.jpg', exif=exif, quality=60)
    noise = Image.effect_noise((220, 160), 90)
    noise.save(here / 'no-words.png', optimize=True)
    font = ImageFont.truetype('/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf', 26)
    page = Image.new('L', (900, 260), 255)
    draw = ImageDraw.Draw(page)
    for i, line in enumerate(['Договор аренды оборудования', 'Срок оплаты составляет тридцать дней',
                              'Подписи сторон и печать организации']):
        draw.text((60, 50 + 60 * i), line, font=font, fill=0)
    page.save(here / 'other-alphabet.png', optimize=True)


def word():
    from docx import Document

    document = Document()
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.first_page_header.paragraphs[0].text = 'Cópia controlada nº 7'
    cells = section.header.add_table(1, 3, section.page_width).rows[0].cells
    for cell, text in zip(cells, ['Norma NR-500', 'Revisão 12', 'Página 1 de 9']):
        cell.text = text
    section.footer.paragraphs[0].text = 'Página 1 de 9'
    document.add_heading('Limpeza de filtros', 1)
    document.add_paragraph(prose(0, 2))
    document.save(here / 'docx-header-table.docx')


if __name__ == '__main__':
    os.environ['SOURCE_DATE_EPOCH'] = '1767225600'
    for make in (letterheads, forms, columns, bold, turned, word):
        make()
