#!/usr/bin/env python3
"""Envia arquivos e busca neles, só com a biblioteca padrão do Python.
Uploads files and searches them, with nothing but Python's standard library.

    python3 examples/ingest_and_search.py EMAIL PASSWORD QUESTION FILE... [--url URL]

Cadastra quem ainda não tem conta; a coleção «Exemplos» é criada se não existe.
Signs up whoever has no account yet; the collection “Exemplos” is created if there is none.
"""

import argparse
import json
import pathlib
import sys
import time
import urllib.error
import urllib.request
import uuid


def call(method, url, headers, body=None):
    """Uma chamada com JSON / a call with JSON: (status, answer)."""
    if isinstance(body, (dict, list)):
        headers = {**headers, "Content-Type": "application/json"}
        body = json.dumps(body).encode()
    request = urllib.request.Request(url, data=body, headers=headers, method=method)
    try:
        with urllib.request.urlopen(request) as response:
            return response.status, json.loads(response.read() or b"null")
    except urllib.error.HTTPError as error:
        return error.code, json.loads(error.read() or b"null")


class Renum:
    def __init__(self, url, email, password):
        self.url, self.headers = url, {}
        config = self.ask("GET", "/v1/config")
        auth = config["supabase_url"] + "/auth/v1"
        headers, account = {"apikey": config["supabase_key"]}, {"email": email, "password": password}
        status, session = call("POST", auth + "/token?grant_type=password", headers, account)
        if status == 400 and session.get("error_code") != "email_not_confirmed":
            status, session = call("POST", auth + "/signup", headers, account)
            if status < 300 and "access_token" not in session:
                status, session = call("POST", auth + "/token?grant_type=password", headers, account)
        if status == 400 and session.get("error_code") == "email_not_confirmed":
            print(f"Confirme o endereço {email}, pelo link que chegou nele; isto continua em seguida.", flush=True)
            print(f"Confirm the address {email}, by the link that came to it; this goes on afterwards.", flush=True)
        while status == 400 and session.get("error_code") == "email_not_confirmed":
            time.sleep(3)
            status, session = call("POST", auth + "/token?grant_type=password", headers, account)
        if status >= 300 or "access_token" not in session:
            sys.exit(f"sign-in: {status} {session}")
        self.headers = {"Authorization": "Bearer " + session["access_token"]}

    def ask(self, method, path, body=None, headers=None):
        """A resposta; um problema encerra o programa / the answer; a problem ends the program."""
        # Com a mesma chave, a repetição de um POST não cria nada de novo.
        # With the same key, a repeated POST creates nothing new.
        key = {"Idempotency-Key": str(uuid.uuid4())} if method == "POST" else {}
        status, answer = call(method, self.url + path, {**self.headers, **key, **(headers or {})}, body)
        if status >= 300:
            sys.exit(f"{method} {path}: {status} {answer['code']}: {answer['title']}")
        return answer

    def pages(self, path):
        """As linhas de uma lista inteira / the rows of a whole list."""
        cursor = ""
        while cursor is not None:
            page = self.ask("GET", f"{path}?limit=100" + (f"&cursor={cursor}" if cursor else ""))
            yield from page["data"]
            cursor = page["next_cursor"]

    def upload(self, collection_id, path):
        boundary = uuid.uuid4().hex
        name = path.name.replace('"', "%22")
        head = (
            f"--{boundary}\r\n"
            f'Content-Disposition: form-data; name="file"; filename="{name}"\r\n'
            "Content-Type: application/octet-stream\r\n\r\n"
        )
        body = head.encode() + path.read_bytes() + f"\r\n--{boundary}--\r\n".encode()
        headers = {"Content-Type": f"multipart/form-data; boundary={boundary}"}
        path = f"/v1/collections/{collection_id}/documents"
        key = {"Idempotency-Key": str(uuid.uuid4())}
        status, answer = call("POST", self.url + path, {**self.headers, **key, **headers}, body)
        if status == 409 and answer["code"] == "duplicate_document":
            # A coleção já tem este arquivo / the collection has this file already.
            return self.ask("GET", f"/v1/documents/{answer['document_id']}")
        if status >= 300:
            sys.exit(f"POST {path}: {status} {answer['code']}: {answer['title']}")
        return answer

    def wait_for(self, document, patience=120):
        deadline = time.monotonic() + patience
        while document["status"] in ("pending", "processing"):
            if time.monotonic() > deadline:
                sys.exit(f"{document['name']}: {document['status']}")
            time.sleep(0.2)
            document = self.ask("GET", f"/v1/documents/{document['id']}")
        return document


def first(rows, name):
    return next((row for row in rows if row["name"] == name), None)


def collection_of(renum):
    if not renum.ask("GET", "/v1/me")["client_id"]:
        renum.ask("POST", "/v1/clients", {"name": "Exemplos"})
    bases = renum.pages("/v1/knowledge-bases")
    base = first(bases, "Exemplos") or renum.ask("POST", "/v1/knowledge-bases", {"name": "Exemplos"})
    path = f"/v1/knowledge-bases/{base['id']}/collections"
    return first(renum.pages(path), "Exemplos") or renum.ask("POST", path, {"name": "Exemplos"})


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("email", "password", "question"):
        parser.add_argument(name)
    parser.add_argument("files", nargs="+", type=pathlib.Path)
    parser.add_argument("--url", default="http://localhost:3000")
    given = parser.parse_args()

    renum = Renum(given.url, given.email, given.password)
    collection = collection_of(renum)
    for document in [renum.upload(collection["id"], file) for file in given.files]:
        document = renum.wait_for(document)
        print(f"{document['name']}: {document['status']} {document['error_message'] or ''}".rstrip())

    query = {"query": given.question, "collection_ids": [collection["id"]], "top_k": 3}
    for result in renum.ask("POST", "/v1/search", query)["results"]:
        location = result["citation"]["location"]
        where = f"{location.get('heading', 'texto')} ({location['start']}–{location['end']})"
        print(f"\n[{result['score']:.2f}] {result['document_name']}, {where}\n{result['content'].strip()}")


if __name__ == "__main__":
    main()
