# Makes the office files, tables and archives of this folder: python-docx 1.2, openpyxl 3.1, python-pptx 1.0, and Python's own csv, json
# and zipfile.
import csv
import datetime
import json
import zipfile

import docx
import openpyxl
from pptx import Presentation
from pptx.util import Inches
# python-docx
d = docx.Document()
d.add_heading('Manual do Motorista', 0)
d.add_paragraph('Vale para toda a frota da Transportadora Ipê-Amarelo.')
d.add_heading('Jornada', 1)
d.add_heading('Tempo de descanso', 2)
d.add_paragraph('O motorista descansa onze horas a cada vinte e quatro, das quais oito sem interrupção.')
d.add_paragraph('Confira os pneus', style='List Number')
d.add_paragraph('Confira o tacógrafo', style='List Number')
d.add_paragraph('Leve água', style='List Bullet')
d.add_heading('Reembolso', 1)
t = d.add_table(rows=1, cols=3)
for c, s in zip(t.rows[0].cells, ['Despesa', 'Limite', 'Comprovante']): c.text = s
for r in [('Pedágio', 'sem limite', 'recibo'), ('Pernoite', 'R$ 180,00', 'nota fiscal'), ('Refeição', 'R$ 45,00', 'cupom')]:
    cells = t.add_row().cells
    for c, s in zip(cells, r): c.text = s
d.save('manual.docx')
# python-pptx
p = Presentation()
s = p.slides.add_slide(p.slide_layouts[0]); s.shapes.title.text = 'Resultados de 2026'; s.placeholders[1].text = 'Cooperativa Jatobá'
s = p.slides.add_slide(p.slide_layouts[1]); s.shapes.title.text = 'Safra de soja'
tf = s.placeholders[1].text_frame; tf.text = 'Colheita de 48 mil toneladas'
q = tf.add_paragraph(); q.text = 'Produtividade de 62 sacas por hectare'; q.level = 1
s.notes_slide.notes_text_frame.text = 'Lembrar da estiagem em janeiro.'
s = p.slides.add_slide(p.slide_layouts[5]); s.shapes.title.text = 'Investimentos'
tb = s.shapes.add_table(3, 2, Inches(1), Inches(2), Inches(6), Inches(1.5)).table
for i, r in enumerate([('Obra', 'Valor'), ('Silo de Palotina', 'R$ 12 milhões'), ('Usina solar', 'R$ 7 milhões')]):
    for j, v in enumerate(r): tb.cell(i, j).text = v
p.save('resultados.pptx')
# openpyxl
w = openpyxl.Workbook(); ws = w.active; ws.title = 'Estoque'
ws.append(['Estoque em novembro']); ws.append([])
ws.append(['Produto', 'Quantidade', 'Validade', 'Preço'])
ws.append(['Adubo NPK', 340, datetime.date(2027, 3, 31), 189.9])
ws.append(['Calcário dolomítico', 1200, datetime.date(2028, 12, 1), 42.5])
ws.append(['Semente de milho', 95, datetime.date(2027, 1, 15), 612])
s2 = w.create_sheet('Fornecedores')
s2.append(['Fornecedor', 'Cidade', 'Contato'])
s2.append(['Agro Guará Ltda.', 'Guarapuava', 'Célia Prates'])
s2.append(['Mineração Tibagi', 'Castro', 'Osmar Lunardi'])
s2.append(['Total', '=COUNTA(A2:A3)', None])
h = w.create_sheet('Interna')
h.sheet_state = 'hidden'
h.append(['Margem', 'Segredo'])
w.save('estoque.xlsx')

with open('clientes.csv', 'w', newline='', encoding='cp1252') as f:
    rows = csv.writer(f, delimiter=';')
    rows.writerow(['Cliente', 'Município', 'Observação'])
    rows.writerow(['Padaria Três Irmãos', 'Maringá', 'entrega só de manhã; ligar antes'])
    rows.writerow(['Mercado Bom Preço', 'Cianorte', 'paga com "boleto" em 28 dias'])
    rows.writerow(['Hotel Jacutinga', 'Londrina', "=cmd|'/C calc'!A0"])

with open('unidades.json', 'w', encoding='utf-8') as f:
    json.dump({
        'empresa': 'Rede Araucária de Clínicas',
        'unidades': [
            {'nome': 'Unidade Batel', 'horario': {'abre': '07:00', 'fecha': '19:00'}, 'exames': ['raio-x', 'ultrassom']},
            {'nome': 'Unidade Portão', 'horario': {'abre': '08:00', 'fecha': '22:00'}, 'exames': ['ressonância magnética']},
        ],
        'convenios': {'aceitos': ['Unimed', 'Paraná Clínicas'], 'carencia': 'trinta dias para exames de imagem'},
    }, f, indent=2)

with zipfile.ZipFile('pasta.zip', 'w', zipfile.ZIP_DEFLATED) as z:
    z.write('manual.docx', 'frota/manual.docx')
    z.write('clientes.csv', 'clientes.csv')
    z.writestr('frota/avisos/férias.txt', 'A frota para na segunda quinzena de dezembro.')
    z.writestr('__MACOSX/frota/._manual.docx', 'x')
    z.writestr('.DS_Store', 'x')
    z.writestr('programa.exe', b'MZ\x00\x00')
