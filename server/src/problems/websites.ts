import type { Entry } from './entry.ts'

/** Pages that are fetched by their URL. */
export const websiteProblems = {
  url_not_http: {
    status: 422,
    fault: 'request',
    retry: false,
    pt: 'O endereço precisa começar com http:// ou https://.',
    en: 'The address has to begin with http:// or https://.',
  },
  url_not_allowed: {
    status: 422,
    fault: 'site',
    retry: false,
    pt: 'Este endereço não pode ser buscado: este servidor não o encontrou, ou ele não está na internet pública. Confira-o, e se o servidor tem internet. Use um endereço público, sem usuário, senha ou porta. Um servidor interno, desta máquina ou em outra porta só quem administra esta instalação pode liberar, em RENUM_FETCH_ALLOW.',
    en: 'This address cannot be fetched: this server did not find it, or it is not on the public internet. Check it, and that the server has internet. Use a public address without user, password or port. An internal server, one on this machine or on another port only whoever runs this install can allow, in RENUM_FETCH_ALLOW.',
  },
  url_not_found: {
    status: 422,
    fault: 'site',
    retry: false,
    pt: 'Não há página neste endereço. Confira o endereço.',
    en: 'There is no page at this address. Check the address.',
  },
  url_refused: {
    status: 422,
    fault: 'site',
    retry: false,
    pt: 'O site recusou o acesso: a página pede login ou bloqueia programas. Envie o conteúdo como arquivo ou texto.',
    en: 'The site refused access: the page asks for a login, or blocks programs. Upload its content as a file or a text.',
  },
  url_too_large: {
    status: 413,
    fault: 'site',
    retry: false,
    pt: 'A página passa do limite de {limit_mb} MB. Envie só a parte que interessa, como arquivo ou texto.',
    en: 'The page is over the limit of {limit_mb} MB. Upload only the part that matters, as a file or a text.',
  },
  url_too_many_redirects: {
    status: 422,
    fault: 'site',
    retry: false,
    pt: 'O endereço redireciona mais de {limit} vezes. Informe o endereço em que a página está.',
    en: 'The address redirects more than {limit} times. Give the address where the page is.',
  },
  url_unreachable: {
    status: 503,
    fault: 'site',
    retry: true,
    pt: 'O site não responde, ou responde com erro. Confira o endereço e busque de novo mais tarde.',
    en: 'The site does not answer, or answers with an error. Check the address and fetch it again later.',
  },
  url_timeout: {
    status: 504,
    fault: 'site',
    retry: true,
    pt: 'O site demorou demais para responder. Busque de novo mais tarde.',
    en: 'The site took too long to answer. Fetch it again later.',
  },
} as const satisfies Record<string, Entry>
