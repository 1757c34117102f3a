// Relative to the page: a proxy may serve it under a path of its own. The token is kept nowhere.
SwaggerUIBundle({
  url: `openapi.json?lang=${document.documentElement.lang.slice(0, 2)}`,
  dom_id: '#reference',
  deepLinking: true,
  displayRequestDuration: true,
  validatorUrl: null,
})
