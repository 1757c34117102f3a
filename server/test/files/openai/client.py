"""OpenAI's own client against an agent; prints what it was told as JSON."""

import json
import os

import openai

base_url, model, question = os.environ["BASE_URL"], os.environ["AGENT"], os.environ["QUESTION"]
client = openai.OpenAI(base_url=base_url, api_key=os.environ["API_KEY"])


def ask(content, **more):
    return client.chat.completions.create(
        **{"model": model, "messages": [{"role": "user", "content": content}], **more}
    )


def error_of(call):
    try:
        call()
    except openai.APIError as error:
        name, status = type(error).__name__, getattr(error, "status_code", None)
        return {"name": name, "code": error.code, "status": status}


completion = ask(question)
streamed, total = "", 0
for chunk in ask(question, stream=True, stream_options={"include_usage": True}):
    if chunk.choices:
        streamed += chunk.choices[0].delta.content or ""
    total = chunk.usage.total_tokens if chunk.usage else total
response = client.responses.create(model=model, input=question)
response_streamed = ""
for event in client.responses.create(model=model, input=question, stream=True):
    if event.type == "response.output_text.delta":
        response_streamed += event.delta
tools = [{"type": "function", "function": {"name": "f", "parameters": {}}}]
stranger = openai.OpenAI(base_url=base_url, api_key="rnm_nada")
print(
    json.dumps(
        {
            "models": [one.id for one in client.models.list()],
            "content": completion.choices[0].message.content,
            "total_tokens": completion.usage.total_tokens,
            "streamed": streamed,
            "streamed_tokens": total,
            "response": response.output_text,
            "response_streamed": response_streamed,
            "errors": {
                "tools": error_of(lambda: ask(question, tools=tools)),
                "model": error_of(lambda: ask(question, model="ninguém")),
                "key": error_of(lambda: stranger.models.list()),
                "cut_off": error_of(lambda: ask(f"{question} CORTE")),
                "cut_off_streaming": error_of(lambda: list(ask(f"{question} CORTE", stream=True))),
            },
        }
    )
)
