// Relative to the page: a proxy may serve it under a path of its own. The token is kept nowhere.
SwaggerUIBundle({
  url: 'openapi.json',
  dom_id: '#reference',
  deepLinking: true,
  displayRequestDuration: true,
  validatorUrl: null,
})
