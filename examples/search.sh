#!/bin/sh
# Entra e busca, só com o curl. A resposta é o JSON da API.
# Signs in and searches, with nothing but curl. The answer is the API's JSON.
#
#   examples/search.sh EMAIL PASSWORD QUESTION [URL]
set -eu

if [ $# -lt 3 ]; then
  echo "usage: $0 EMAIL PASSWORD QUESTION [URL]" >&2
  exit 64
fi
email=$1 password=$2 question=$3 url=${4:-http://localhost:3000}

# Um texto como JSON / a text as JSON
json() { printf '%s' "$1" | tr '\n\t\r' '   ' | sed 's/\\/\\\\/g; s/"/\\"/g; s/.*/"&"/'; }

# O valor de um campo de texto / the value of a text field
field() { sed -n "s/.*\"$1\" *: *\"\([^\"]*\)\".*/\1/p"; }

# O que falhou, o que fazer e a resposta / what failed, what to do and the answer
fail() { status=$?; printf '%s\n%s\n' "$1" "$2" >&2; exit "$status"; }

config=$(curl -sS --fail-with-body "$url/v1/config") ||
  fail "Não há um Renum em $url: inicie um com npm start. / There is no Renum at $url: start one with npm start." "$config"
supabase_url=$(printf '%s' "$config" | field supabase_url)
supabase_key=$(printf '%s' "$config" | field supabase_key)

session=$(curl -sS --fail-with-body "$supabase_url/auth/v1/token?grant_type=password" \
  -H "apikey: $supabase_key" -H 'Content-Type: application/json' \
  --data "{\"email\": $(json "$email"), \"password\": $(json "$password")}") ||
  fail 'Não foi possível entrar: confira o e-mail e a senha. / Cannot sign in: check e-mail and password.' "$session"
token=$(printf '%s' "$session" | field access_token)

curl -sS --fail-with-body "$url/v1/search" \
  -H "Authorization: Bearer $token" -H 'Content-Type: application/json' \
  --data "{\"query\": $(json "$question"), \"top_k\": 3}"
echo
