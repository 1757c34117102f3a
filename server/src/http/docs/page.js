// What is pasted into a shell goes to the server that showed it. On paper, and without scripts, it stands as it is by default.
const server = new URL('.', location.href).href.replace(/\/$/, '')
for (const code of document.querySelectorAll('pre > code')) {
  code.textContent = code.textContent.replaceAll('http://localhost:3000', server)
}

// Relative to the page: a proxy may serve it under a path of its own. The token is kept nowhere.
SwaggerUIBundle({
  url: `openapi.json?lang=${document.documentElement.lang.slice(0, 2)}`,
  dom_id: '#reference',
  deepLinking: true,
  displayRequestDuration: true,
  validatorUrl: null,
})
