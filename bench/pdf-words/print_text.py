"""A plain text as a PDF with a header and a footer, by reportlab: print_text.py TEXT PDF."""
import sys
from html import escape

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer

source, target = sys.argv[1:]
style = getSampleStyleSheet()['BodyText']


def furniture(canvas, document):
    canvas.setFont('Helvetica', 8)
    canvas.drawString(60, 810, 'Empresa Modelo Ltda. – CNPJ 12.345.678/0001-95')
    canvas.drawRightString(535, 30, f'Página {document.page}')


flow = []
for block in open(source, encoding='utf-8').read().split('\n\n'):
    # Its fonts have the letters of Western Europe alone.
    text = block.strip().encode('cp1252', 'ignore').decode('cp1252')
    if text and not set(text) <= set('- \n'):
        flow += [Paragraph(escape(text).replace('\n', '<br/>'), style), Spacer(1, 4)]
SimpleDocTemplate(target, pagesize=A4, topMargin=60).build(flow, onFirstPage=furniture, onLaterPages=furniture)
