# Makes further inputs of the kinds in this folder, by other programs: xlsxwriter 3.2, openpyxl 3.1, python-docx 1.2, python-pptx 1.0,
# LibreOffice 7.4 (`soffice`), pandoc 2.17, and Python's own csv and codecs. Run in this folder.
import csv
import datetime
import io
import os
import shutil
import subprocess
import tempfile
import zipfile

import docx
import openpyxl
import xlsxwriter
from docx.oxml.ns import qn
from docx.oxml import OxmlElement
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches


def convert(source, target, *options):
    """By LibreOffice; `source` is a name and its bytes."""
    name, content = source
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, 'from-' + name)
        open(path, 'wb').write(content)
        kind = target.rsplit('.', 1)[1]
        subprocess.run(['soffice', '--headless', f'-env:UserInstallation=file://{folder}/profile', *options, '--convert-to', kind, '--outdir', os.path.join(folder, 'out'), path],
                       check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        shutil.copy(os.path.join(folder, 'out', 'from-' + name.rsplit('.', 1)[0] + '.' + kind), target)


def pandoc(text, target, *options):
    subprocess.run(['pandoc', *options, '-o', target], input=text.encode(), check=True)


def write(name, content):
    open(name, 'wb').write(content)


# Tables in text files.
write('csv-no-header.csv', 'Ana Modelo;11 90000-0001;1500,00\nBruno Teste;21 90000-0002;1800,50\nCarla Demo;31 90000-0003;2100,00\n'.encode())
write('csv-no-header-texts.csv', 'Ana Modelo;Compras;SP\nBruno Teste;Vendas;SP\nCarla Demo;Compras;RJ\n'.encode())
write('csv-years-header.csv', 'Filial;2023;2024;2025\nCentro;1200;1350;1500\nNorte;800;910;2020\n'.encode())
with open('csv-grouped-header.csv', 'w', newline='', encoding='utf-8') as f:
    w = csv.writer(f)
    w.writerow(['', 'Janeiro', '', 'Fevereiro', ''])
    w.writerow(['Loja', 'Meta', 'Real', 'Meta', 'Real'])
    w.writerow(['Centro', '10', '11', '20', '19'])
    w.writerow(['Norte', '5', '4', '8', '9'])
with open('csv-repeated-names.csv', 'w', newline='', encoding='utf-16') as f:
    w = csv.writer(f, delimiter='\t')
    w.writerow(['Aluno', 'Nota', 'Nota', 'Nota', 'Situação'])
    w.writerow(['Ana Modelo', '7,5', '8,0', '9,0', 'aprovada'])
    w.writerow(['Bruno Teste', '5,0', '4,5', '6,0', 'recuperação'])
write('csv-quote-swallows-rows.csv', ('codigo,produto,preco\n' + ''.join(
    f'{i},{chr(34) if i == 3 else ""}Item {i}{chr(34) if i == 9 else ""},{i}.50\n' for i in range(1, 13))).encode())
write('csv-inches.csv', 'codigo;descricao;estoque\n1;"Tubo 1/2" PVC";40\n2;"Joelho 3/4"" PVC";22\n3;"Registro\nde gaveta";7\n'.encode())
write('csv-two-tables.csv', 'Produto;Estoque\nMesa;4\nCadeira;9\n\nFuncionário;Ramal\nAna;2001\nBruno;2002\n'.encode())
write('csv-uneven-row.csv', 'nome,cidade,valor\nAna,Natal,10\nBruno,Rua A, 15,Recife,20\nCarla,Belém,30\n'.encode())

# Encodings.
text = 'Relatório de manutenção: a licitação não foi concluída até março. Água, café, ônibus e pão.\nSituação: à espera.\n'
for name, encoding in [('cp850', 'cp850'), ('macroman', 'mac_roman'), ('cp1252', 'cp1252')]:
    write(f'txt-{name}.txt', text.encode(encoding))
write('csv-cp850.csv', 'código;descrição;preço\n1;Pão francês;0,50\n2;Café com açúcar;3,00\n'.encode('cp850'))
write('txt-utf16-no-bom.txt', text.encode('utf-16-le'))
write('txt-utf16be-no-bom.txt', text.encode('utf-16-be'))
write('txt-shift-jis.txt', '保証期間は二年です。製品の取扱説明書をよくお読みください。\n修理のご依頼はお客様相談室まで。\n'.encode('shift_jis'))
write('txt-gbk.txt', '保修期为两年，请仔细阅读产品说明书。\n维修请联系客户服务中心。\n'.encode('gbk'))
write('txt-win1251.txt', 'Гарантийный срок составляет два года. Внимательно прочитайте инструкцию.\n'.encode('cp1251'))
write('txt-win1250.txt', 'Gwarancja obejmuje dwa lata. Proszę uważnie przeczytać instrukcję obsługi, zanim użyją Państwo urządzenia po raz pierwszy.\n'.encode('cp1250'))
write('txt-mixed-cp1252-lines.txt', ('Cláusula primeira: a prestação é mensal.\n' * 5).encode() + 'Cláusula segunda: a rescisão não gera ônus.\n'.encode('cp1252'))
write('csv-mixed-encodings.csv', 'nome;função\nJosé;manutenção\n'.encode() + 'João;licitação\n'.encode('cp1252'))
write('txt-form-feed-null.txt', ('Página um: aviso prévio de 30 dias.\f' + 'Página dois: multa de 2%.' * 4 + '\0' + ' Fim.\x07\n').encode())
write('txt-invisible.txt', 'A manu\u00adten\u00adção pre\u200bventiva e a o\ufb01cina \ufeffe\u2060letrônica; \ufb02uxo de caixa.\n'.encode())
write('txt-dos-end.txt', 'Prazo de entrega: dez dias úteis.\r\n\x1a\0\0\0'.encode('cp850'))
write('html-latin1-xml.html', '<?xml version="1.0" encoding="ISO-8859-1"?>\n<html><body><p>Instalação e manutenção de caldeiras.</p></body></html>'.encode('latin-1'))
write('html-shift-jis.html', '<html><head><meta http-equiv="Content-Type" content="text/html; charset=Shift_JIS"></head><body><p>保証期間</p></body></html>'.encode('shift_jis'))
write('html-koi8.html', '<html><head><meta charset=koi8-r></head><body><p>Доставка три дня.</p></body></html>'.encode('koi8-r'))

# Pages.
write('html-accordion-hidden.html', '''<!doctype html><html><head><title>Dúvidas</title></head><body><h1>Dúvidas</h1>
<h3><button aria-expanded="false" aria-controls="r1">Posso trocar o produto?</button></h3><div id="r1" hidden><p>Sim, em até sete dias.</p></div>
<h3><button aria-expanded="false" data-bs-target="#r2">Quem paga o frete?</button></h3><div id="r2" aria-hidden="true"><p>A loja paga o frete da troca.</p></div>
<details><summary>Há garantia estendida?</summary>Sim, de doze meses.</details></body></html>'''.encode())
write('html-nested-layout.html', '''<html><body><table><tr><td><h2>Tabela de preços</h2><table><tr><th>Serviço</th><th>Preço</th></tr>
<tr><td>Troca de óleo</td><td>R$ 120,00</td></tr><tr><td>Alinhamento</td><td>R$ 80,00</td></tr></table></td><td>Ligue 0800 000 000</td></tr></table></body></html>'''.encode())
pandoc('''| Cargo | Piso |
|-------|------|
| Analista | 4.500,00 |
| Auxiliar | 1.900,00 |
''', 'html-pandoc-table.html', '-f', 'markdown', '-t', 'html', '-s', '--metadata', 'title=Pisos salariais de 2026')
write('md-reference-image.md', ('# Relatório\n\nVeja o gráfico ![][g1] e o total de R$ 980,00.\n\n[g1]: <data:image/png;base64,' + 'iVBORw0KGgo' + 'AbC9' * 200 + '>\n').encode())
write('md-html-image.md', ('# Ata\n\n<img src="data:image/jpeg;base64,/9j/4AAQSkZJRg' + 'Zx0/' * 150 + '"/>\n\nA reunião foi remarcada.\n').encode())
write('pedidos.ndjson', '{"pedido": 9007199254740993, "total": 10.50, "cliente": "Ana Modelo"}\n{quebrado\n{"pedido": 2, "total": 1.10, "cliente": "Bruno Teste"}\n'.encode())
write('json-nested-numbers.json', '{"nota": {"chave": 35250912345678000195550010000012341000012345, "itens": [{"codigo": 7891234567890123456, "preco": 5.00}]}}'.encode())
write('json-lines-as-json.json', '{"a": "primeira linha"}\n{"a": "segunda linha"}\n'.encode())

# Workbooks.
b = xlsxwriter.Workbook('xlsx-formats-xlsxwriter.xlsx', {'default_date_format': 'dd/mm/yyyy'})
s = b.add_worksheet('Cadastro')
s.write_row(0, 0, ['Empresa', 'CNPJ', 'Admissão', 'Matrícula', 'Tempo', 'Taxa', 'Saldo', 'Chave'])
f = {k: b.add_format({'num_format': v}) for k, v in dict(cnpj='00\\.000\\.000\\/0000\\-00', date='dd/mm/yyyy', zeros='000000', hours='[h]:mm:ss', rate='0.00%', money='_-"R$"\\ * #,##0.00_-;\\-"R$"\\ * #,##0.00_-', short=14).items() if k != 'short'}
f['short'] = b.add_format({'num_format': 14})
s.write_number(1, 0, 0, f['short']); s.write_string(1, 0, 'Mercado Modelo'); s.write_number(1, 1, 12345678000195, f['cnpj'])
s.write_datetime(1, 2, datetime.datetime(2026, 3, 9), f['short']); s.write_number(1, 3, 421, f['zeros'])
s.write_number(1, 4, 100.5 / 24, f['hours']); s.write_number(1, 5, 0.0825, f['rate']); s.write_number(1, 6, -1234.5, f['money'])
s.write_number(1, 7, 123456789012345)
s.write_comment(1, 6, 'conferir com o banco')
s.insert_textbox(5, 1, 'Valores sujeitos a auditoria externa.')
c = b.add_chart({'type': 'column'}); c.add_series({'name': 'Saldo por empresa', 'values': '=Cadastro!$G$2:$G$2'}); c.set_title({'name': 'Evolução do saldo ZK-7'}); s.insert_chart('B10', c)
b.close()
b = openpyxl.Workbook(); s = b.active; s.title = 'Orçamento'
s.append(['Orçamento anual da filial Sul']); s.merge_cells('A1:E1')
s.append(['Setor', 'Primeiro semestre', None, 'Segundo semestre', None]); s.merge_cells('B2:C2'); s.merge_cells('D2:E2'); s.merge_cells('A2:A3')
s.append([None, 'Previsto', 'Gasto', 'Previsto', 'Gasto'])
s.append(['Compras', 100, 90, 120, 130]); s.append(['Frota', 200, 210, 220, 190]); s.append(['Total', '=SUM(B4:B5)', '=SUM(C4:C5)', None, None])
b.save('xlsx-grouped-merged.xlsx')
b = openpyxl.Workbook(); s = b.active; s.title = 'Lado a lado'
for r, row in enumerate([['Produto', 'Preço', None, 'Vendedor', 'Meta'], ['Mesa', 100, None, 'Ana', 50], ['Cadeira', 40, None, 'Bruno', 70], ['Armário', 300, None, None, None]], 1):
    for c, v in enumerate(row, 1):
        if v is not None: s.cell(r, c, v)
b.save('xlsx-side-by-side.xlsx')
b = openpyxl.Workbook(); s = b.active; s.title = 'Regiões'
s.append(['Região', 'Loja', 'Meta'])
for r in [['Sul', 'Curitiba', 100], [None, 'Londrina', 80], ['Norte', 'Manaus', 70], [None, 'Belém', 60]]: s.append(r)
s.merge_cells('A2:A3'); s.merge_cells('A4:A5')
content = io.BytesIO(); b.save(content)
convert(('regioes.xlsx', content.getvalue()), 'xlsx-rowspan-libreoffice.xlsx')
b = openpyxl.Workbook(); s = b.active; s.title = 'Sem nomes'
for r in [['Ana Modelo', 'ana@exemplo.com.br', 1500], ['Bruno Teste', 'bruno@exemplo.com.br', 1800], ['Carla Demo', 'carla@exemplo.com.br', 2100]]: s.append(r)
b.save('xlsx-no-header.xlsx')
b = openpyxl.Workbook(); s = b.active; s.title = 'Notas'
s.append(['Cliente', 'CPF', 'Emissão', 'Vencimento', 'Horas', 'Desconto'])
s.append(['Ana Modelo', 1234567890, datetime.date(2026, 3, 9), datetime.date(2026, 4, 1), 1.5, 0.125])
for cell, code in zip(s[2], ['General', '000\\.000\\.000\\-00', 'dd/mm/yyyy', '[$-416]d" de "mmmm" de "yyyy;@', '[h]:mm', '0.0%']): cell.number_format = code
content = io.BytesIO(); b.save(content)
convert(('notas.xlsx', content.getvalue()), 'xlsx-formats-libreoffice.xlsx', '--infilter=Calc MS Excel 2007 XML')

# Word.
d = docx.Document(); t = d.add_table(rows=4, cols=4)
for r, row in enumerate([['Disciplina', 'Primeiro bimestre', '', 'Faltas'], ['', 'Prova', 'Trabalho', ''], ['História', '8,0', '9,0', '2'], ['Física', '6,5', '7,0', '4']]):
    for c, v in enumerate(row): t.cell(r, c).text = v
t.cell(0, 1).merge(t.cell(0, 2)); t.cell(0, 0).merge(t.cell(1, 0)); t.cell(0, 3).merge(t.cell(1, 3))
d.save('docx-grouped-merged.docx')
pandoc('\n'.join(['| Etapa | Responsável | Prazo |', '|---|---|---|'] + [f'| Atividade de implantação número {i} | Equipe {i % 4} | {i + 10} dias |' for i in range(70)]), 'docx-long-table-pandoc.docx', '-f', 'gfm')
html = '<html><meta charset="utf-8"><body><table border="1"><tr><td><b>Região</b></td><td><b>Loja</b></td><td><b>Meta</b></td></tr><tr><td rowspan="2">Sul</td><td>Curitiba</td><td>100</td></tr><tr><td>Londrina</td><td>80</td></tr><tr><td>Norte</td><td colspan="2">fechada para reforma</td></tr></table></body></html>'
with tempfile.TemporaryDirectory() as folder:
    convert(('tabela.html', html.encode()), os.path.join(folder, 'tabela.odt'), '--infilter=HTML (StarWriter)')
    convert(('tabela.odt', open(os.path.join(folder, 'tabela.odt'), 'rb').read()), 'docx-spans-libreoffice.docx')


def embed(name, target, content):
    """A Word document whose text is another file's."""
    d = docx.Document(); d.add_paragraph('Antes do anexo.')
    part = d.part.package
    from docx.opc.part import Part
    from docx.opc.packuri import PackURI
    one = Part(PackURI(f'/word/{target}'), {'docx': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'txt': 'text/plain', 'rtf': 'application/rtf', 'mht': 'message/rfc822'}[target.split('.')[-1]], content, part)
    rid = d.part.relate_to(one, 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/aFChunk')
    chunk = OxmlElement('w:altChunk'); chunk.set(qn('r:id'), rid)
    d.element.body.insert(1, chunk)
    d.save(name)


inner = docx.Document(); inner.add_paragraph('Anexo: multa de dez por cento por atraso.'); content = io.BytesIO(); inner.save(content)
embed('docx-altchunk-docx.docx', 'anexo.docx', content.getvalue())
embed('docx-altchunk-txt.docx', 'anexo.txt', 'Anexo: multa de dez por cento por atraso.'.encode())
embed('docx-altchunk-rtf.docx', 'anexo.rtf', b"{\\rtf1\\ansi\\ansicpg1252 Anexo: multa de dez por cento, conforme a cl\\'e1usula nona.\\par}")
embed('docx-altchunk-mht.docx', 'anexo.mht', b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="==x"\r\n\r\n--==x\r\nContent-Type: text/html; charset="utf-8"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<p>Anexo: multa de dez por cento, conforme a cl=C3=A1usula nona.</p>\r\n--==x--')
odt = '''<?xml version="1.0" encoding="UTF-8"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text><text:p>O contrato vale por<draw:frame svg:width="6cm" svg:height="2cm" text:anchor-type="paragraph"><draw:text-box><text:p>Atenção: leia as condições gerais.</text:p></draw:text-box></draw:frame> doze meses a partir da assinatura.</text:p></office:text></office:body></office:document>'''
convert(('caixa.fodt', odt.encode()), 'docx-text-box-libreoffice.docx')

# Slides.
p = Presentation(); s = p.slides.add_slide(p.slide_layouts[5]); s.shapes.title.text = 'Comparativo'
for text, x, y in [('Custo: 40 mil', 5, 3), ('Plano B', 5, 2), ('Custo: 25 mil', 1, 3), ('Plano A', 1, 2)]:
    s.shapes.add_textbox(Inches(x), Inches(y), Inches(3), Inches(0.8)).text_frame.text = text
d = CategoryChartData(); d.categories = ['Norte', 'Sul']; d.add_series('Receita líquida QW-3', (120.5, 98)); d.add_series('Despesa', (80, 70))
s = p.slides.add_slide(p.slide_layouts[5]); s.shapes.title.text = 'Resultado'
c = s.shapes.add_chart(XL_CHART_TYPE.PIE, Inches(1), Inches(2), Inches(5), Inches(4), d).chart; c.has_title = True; c.chart_title.text_frame.text = 'Receita por região'
s = p.slides.add_slide(p.slide_layouts[3]); s.shapes.title.text = 'Duas colunas'
s.placeholders[2].text_frame.text = 'Segunda coluna'; s.placeholders[1].text_frame.text = 'Primeira coluna'
p.save('pptx-columns-chart.pptx')
content = io.BytesIO(); p.save(content)
convert(('colunas.pptx', content.getvalue()), 'pptx-columns-libreoffice.pptx')
