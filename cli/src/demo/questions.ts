/** Questions of the demo's users, in their own words, and what the answer contains. */
export const questions = [
  { question: 'Em quantos períodos posso dividir as férias?', answer: 'três períodos' },
  {
    question: 'Tenho muita hora extra acumulada. Existe um máximo que eu posso guardar antes de tirar?',
    answer: 'não pode passar de 40 horas positivas',
  },
  {
    question: 'Minha esposa precisa fazer uma ressonância. Quanto vou pagar por ela no convênio?',
    answer: 'com teto de R$ 80,00',
  },
  {
    question:
      'Mandei sem querer um e-mail com dados de clientes para a pessoa errada. Quem eu aviso e em quanto tempo?',
    answer: 'avisa o Suporte (0800 555 2040)',
  },
  {
    question: 'Quantas leituras cabem no coletor quando o Wi-Fi do armazém cai?',
    answer: '300 leituras ou quatro horas',
  },
  {
    question: 'Quanto a Translog nos paga de multa se a pontualidade do mês ficar em 93 %?',
    answer: '4 % do faturamento do mês',
  },
  {
    question: 'Se o diesel subir muito, o frete da transportadora aumenta? A partir de quanto?',
    answer: 'variar mais de 8 %',
  },
  {
    question: 'Onde no depósito tem que ficar guardada a pimenta para não passar cheiro para o chá?',
    answer: 'Temperos fortes ficam só na rua F',
  },
  {
    question: 'Por que o terreno de Araquari ficou para trás na escolha do galpão novo?',
    answer: 'Araquari foi descartado pela licença ambiental',
  },
] as const

/** What only the shipped handbook states, asked of an agent. */
export const agentQuestion = { question: 'Em quantos períodos posso dividir as férias?', answer: 'três períodos' }
