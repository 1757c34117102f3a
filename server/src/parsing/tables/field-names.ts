/**
 * What columns are called in the tables of companies, in Portuguese and Spanish: without accents, in the singular. The first
 * word of a name says what it is: "data de emissão".
 */
const words = setOf(`
  nome cliente fornecedor produto item codigo cod descricao quantidade qtd qtde valor preco total subtotal data
  hora cidade municipio estado uf pais endereco rua numero bairro cep telefone fone celular contato email e-mail
  mail cpf cnpj rg cargo funcao setor departamento area unidade filial loja regiao meta real realizado previsto
  saldo custo despesa receita lucro margem desconto imposto aliquota icms taxa prazo validade vencimento emissao
  pagamento parcela status situacao tipo categoria grupo classe marca modelo cor tamanho peso altura largura
  comprimento volume medida observacao obs nota comentario motivo responsavel gestor gerente vendedor funcionario
  colaborador empregado matricula admissao demissao salario piso teto nivel turno jornada horario inicio fim
  termino duracao ramal sala andar equipe projeto tarefa etapa fase atividade acao pergunta resposta duvida titulo
  assunto tema materia disciplina curso turma aluno professor media frequencia id identificador chave ano mes dia
  semana trimestre semestre periodo competencia referencia lote serie placa veiculo motorista rota origem destino
  distancia banco agencia conta pedido contrato processo protocolo documento arquivo anexo link site pagina
  usuario login senha perfil permissao idade sexo genero nascimento naturalidade profissao empresa razao fantasia
  socio participacao percentual porcentagem indice resultado indicador limite minimo maximo estoque deposito local
  localizacao fabricante garantia servico plano beneficio dependente parentesco evento convidado sigla simbolo
  ordem posicao prioridade risco controle versao revisao carimbo comprovante especie familia tecnico medico
  paciente exame especialidade convenio dose remedio ingrediente rendimento calorias causa consequencia efeito
  mitigacao objetivo norma requisito criterio justificativa evidencia fonte periodicidade metodo equipamento
  ferramenta material insumo sintoma tratamento diagnostico procedimento recurso habilidade autor editora isbn
  capitulo artigo clausula lei decreto multa infracao penalidade pontos gravidade probabilidade impacto canal meio
  formato campo parametro opcao exemplo significado termo definicao conceito traducao idioma lingua moeda cotacao
  inquilino morador imovel bloco apartamento vaga visitante palestrante sessao edicao inscricao candidato formacao
  escolaridade experiencia beneficiario titular apelido inicial final anterior atual novo antigo minuto
  temperatura pressao velocidade potencia tensao consumo capacidade densidade validador aprovador revisor
  diretoria superintendencia coordenacao gerencia orgao secretaria entidade instituicao parceiro concorrente
  segmento comissao gol jogador clube ramo cultura safra talhao variedade fazenda produtividade perda estagio
  fluxo entrada saida devolucao nombre proveedor producto descripcion cantidad precio fecha ciudad direccion calle
  telefono correo puesto sucursal tienda comision gasto ingreso plazo color tamano observacion empleado sueldo
  equipo proyecto tarea pregunta respuesta alumno segunda terca quarta quinta sexta sabado domingo seg ter qua qui
  sex sab dom janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro jan fev mar
  abr mai jun jul ago set out nov dez
`)

/** English ones, whose last word says what they are: "hire date". */
const english = setOf(`
  name first last full customer client supplier vendor product sku code description quantity qty amount price cost
  date time city town state country address street number zip phone mobile email contact title role department
  unit branch store region target actual budget balance expense revenue profit margin discount tax rate due status
  type category group class brand model color colour size weight height width length note notes comment reason
  owner manager seller employee hire salary level shift start end duration extension room floor team project task
  step phase activity action question answer subject topic course student teacher grade score average key year
  month day week quarter period reference batch serial plate vehicle driver route origin destination distance bank
  account order contract process document file attachment url page user profile age sex gender birth job company
  cause effect goal requirement criterion evidence source frequency method tool material symptom treatment author
  chapter article law example meaning term definition language currency option parameter format channel impact
  severity likelihood capacity temperature speed power approver reviewer share percent percentage result indicator
  limit min max minimum maximum stock warehouse location manufacturer warranty service plan benefit priority risk
  version revision timestamp count value monday tuesday wednesday thursday friday saturday sunday mon tue wed thu
  fri sat sun january february march april may june july august september october november december feb apr aug
  sep oct dec
`)

function setOf(list: string): Set<string> {
  return new Set(list.split(/\s+/).filter((word) => word !== ''))
}

/** Whether this is what a column is called. */
export function isFieldName(text: string): boolean {
  const parts = partsOf(text)
  const last = parts.at(-1)
  return fieldWord(text) !== undefined || (parts.length <= 3 && last !== undefined && isIn(english, last))
}

/** The word that makes a name of a text: of "Nome do pai" it is the first, "Demorou dois dias" has none. */
export function fieldWord(text: string): string | undefined {
  const parts = partsOf(text)
  const [first] = parts
  return first !== undefined && parts.length <= 8 && (isIn(words, first) || isIn(english, first)) ? first : undefined
}

function partsOf(text: string): string[] {
  if (text.length > 60) return []
  const folded = text.normalize('NFD').replace(/\p{M}/gu, '')
  return folded.toLowerCase().match(/[a-z]+(?:-[a-z]+)*/g) ?? []
}

function isIn(known: Set<string>, word: string): boolean {
  if (known.has(word)) return true
  // "valores", "acoes", "prices", "meses".
  return [word.replace(/s$/, ''), word.replace(/es$/, ''), word.replace(/oes$/, 'ao'), word.replace(/ns$/, 'm')].some(
    (singular) => known.has(singular),
  )
}
