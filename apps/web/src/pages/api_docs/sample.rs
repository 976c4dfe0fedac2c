//! Examples: values made of schemas, and calls of operations.

use serde_json::{Value, json};

use super::{
    code::Code,
    document::{Document, Endpoint, Operation, Parameter, Schema},
};

/// How deep values are made; a schema that contains itself would never end.
const DEEPEST: usize = 6;

/// A value whose fields keep the order of their schema.
pub(super) enum Sample {
    Scalar(Value),
    /// Stands for a scalar of which the schema has no example.
    Unknown(Value),
    List(Vec<Self>),
    Object(Vec<(String, Self)>),
}

impl Sample {
    pub(super) fn new(document: &Document, schema: &Schema) -> Self {
        Self::within(document, schema, 0)
    }

    fn within(document: &Document, schema: &Schema, depth: usize) -> Self {
        let resolved = document.resolve(schema);
        let given = [schema, resolved]
            .into_iter()
            .find_map(|schema| schema.example.as_ref().or(schema.default.as_ref()))
            .or_else(|| resolved.values.first());
        if let Some(given) = given {
            return Self::from(given);
        }
        if depth == DEEPEST {
            return Self::Unknown(Value::Null);
        }
        let deeper = |schema| Self::within(document, schema, depth + 1);
        if let Some(part) = resolved.parts().find(|part| !part.is_null()) {
            return deeper(part);
        }
        if let Some(items) = &resolved.items {
            return Self::List(vec![deeper(items)]);
        }
        if !resolved.properties.is_empty() {
            let fields = resolved
                .properties
                .iter()
                .map(|(name, schema)| (name.clone(), deeper(schema)))
                // What may be absent and has no example says nothing.
                .filter(|(name, value)| {
                    resolved.requires(name) || !matches!(value, Self::Unknown(_))
                });
            return Self::Object(fields.collect());
        }
        Self::Unknown(scalar(resolved))
    }

    /// Writes the value as JSON, one field a line.
    pub(super) fn json(&self) -> Code {
        let mut code = Code::default();
        self.write(&mut code, 0);
        code
    }

    fn write(&self, code: &mut Code, depth: usize) {
        let indent = |depth: usize| format!("\n{}", "  ".repeat(depth));
        match self {
            Self::Scalar(value) | Self::Unknown(value) => {
                code.coloured(colour(value), value.to_string());
            }
            Self::List(items) if items.is_empty() => code.plain("[]"),
            Self::Object(fields) if fields.is_empty() => code.plain("{}"),
            Self::List(items) => {
                for (index, item) in items.iter().enumerate() {
                    code.plain(if index == 0 { "[" } else { "," });
                    code.plain(indent(depth + 1));
                    item.write(code, depth + 1);
                }
                code.plain(indent(depth));
                code.plain("]");
            }
            Self::Object(fields) => {
                for (index, (name, value)) in fields.iter().enumerate() {
                    code.plain(if index == 0 { "{" } else { "," });
                    code.plain(indent(depth + 1));
                    code.coloured("tok-call", Value::from(name.as_str()).to_string());
                    code.plain(": ");
                    value.write(code, depth + 1);
                }
                code.plain(indent(depth));
                code.plain("}");
            }
        }
    }
}

impl From<&Value> for Sample {
    fn from(value: &Value) -> Self {
        match value {
            Value::Array(items) => Self::List(items.iter().map(Self::from).collect()),
            Value::Object(fields) => Self::Object(
                fields
                    .iter()
                    .map(|(name, value)| (name.clone(), Self::from(value)))
                    .collect(),
            ),
            scalar => Self::Scalar(scalar.clone()),
        }
    }
}

fn scalar(schema: &Schema) -> Value {
    if schema.types.iter().any(|kind| kind == "null") {
        return Value::Null;
    }
    match schema.types.first().map(String::as_str) {
        Some("boolean") => true.into(),
        Some("integer" | "number") => schema.minimum.clone().map_or(json!(1), Value::Number),
        Some("object") => json!({}),
        Some("array") => json!([]),
        Some("string") => "…".into(),
        _ => Value::Null,
    }
}

const fn colour(value: &Value) -> &'static str {
    match value {
        Value::String(_) => "tok-string",
        Value::Number(_) => "tok-number",
        _ => "tok-keyword",
    }
}

/// Writes the call of an operation for a shell, with the session in the file `jar`.
pub(super) fn curl(document: &Document, origin: &str, endpoint: &Endpoint<'_>) -> Code {
    let operation = endpoint.operation;
    let changes = endpoint.method != "GET";
    let body = operation
        .request_body
        .as_ref()
        .and_then(|body| body.schema());
    let mut code = Code::default();
    code.coloured("tok-call", "curl");
    code.plain(" ");
    let address = address(document, endpoint);
    code.coloured("tok-string", quoted(format!("{origin}{address}")));
    // A body makes it a POST.
    if changes && !(endpoint.method == "POST" && body.is_some()) {
        code.plain(format!(" \\\n  --request {}", endpoint.method));
    }
    if changes || !operation.is_public {
        code.plain(" \\\n  --cookie jar --cookie-jar jar");
    }
    let mut headers = Vec::new();
    if changes {
        // What a session's cookie speaks for has to say where it comes from.
        headers.push(format!("Origin: {origin}"));
    }
    headers.extend(
        parameters(operation, "header")
            .filter_map(|header| Some(format!("{}: {}", header.name, given(document, header)?))),
    );
    for header in headers {
        code.plain(" \\\n  --header ");
        code.coloured("tok-string", quoted(header));
    }
    if let Some(body) = body {
        code.plain(" \\\n  --json ");
        code.coloured("tok-string", "'");
        code.append(Sample::new(document, body).json(), |text| escaped(&text));
        code.coloured("tok-string", "'");
    }
    code
}

/// Writes the refusal that the introduction shows.
pub(super) fn refusal(document: &Document) -> Option<Code> {
    let schema = document.schema("Problem")?;
    Some(Sample::new(document, schema).json())
}

/// The path with examples in place of its parameters, and the query parameters that have some.
fn address(document: &Document, endpoint: &Endpoint<'_>) -> String {
    let operation = endpoint.operation;
    let mut address = endpoint.path.to_owned();
    for parameter in parameters(operation, "path") {
        if let Some(value) = given(document, parameter) {
            address = address.replace(&format!("{{{}}}", parameter.name), &value);
        }
    }
    let query: Vec<_> = parameters(operation, "query")
        .filter_map(|parameter| Some((&parameter.name, given(document, parameter)?)))
        .collect();
    match serde_urlencoded::to_string(query) {
        Ok(query) if !query.is_empty() => format!("{address}?{query}"),
        _ => address,
    }
}

fn parameters<'a>(
    operation: &'a Operation,
    place: &'static str,
) -> impl Iterator<Item = &'a Parameter> {
    operation
        .parameters
        .iter()
        .filter(move |parameter| parameter.place == place)
}

/// The example of a parameter as it is sent.
fn given(document: &Document, parameter: &Parameter) -> Option<String> {
    let resolved = document.resolve(&parameter.schema);
    let example = parameter
        .example
        .as_ref()
        .or(parameter.schema.example.as_ref())
        .or(resolved.example.as_ref())?;
    Some(match example {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    })
}

/// The text as one word of a shell.
fn quoted(text: String) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "/:.-_".contains(c);
    if text.chars().all(is_plain) {
        text
    } else {
        format!("'{}'", escaped(&text))
    }
}

fn escaped(text: &str) -> String {
    text.replace('\'', r"'\''")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(value: Value) -> Document {
        serde_json::from_value(value).unwrap()
    }

    fn sample(schema: Value) -> String {
        let document = document(json!({ "components": { "schemas": {
            "Node": { "type": "object", "properties": { "next": { "$ref": "#/x/Node" } } },
            "Loop": { "$ref": "#/x/Loop" },
            "Colour": { "type": "string", "enum": ["red", "blue"] },
        } } }));
        let schema = serde_json::from_value(schema).unwrap();
        Sample::new(&document, &schema).json().text()
    }

    #[test]
    fn values_follow_their_schema() {
        assert_eq!(sample(json!({ "type": "string" })), "\"…\"");
        assert_eq!(sample(json!({ "type": "integer", "minimum": 3 })), "3");
        assert_eq!(sample(json!({ "type": ["string", "null"] })), "null");
        assert_eq!(sample(json!({ "$ref": "#/x/Colour" })), "\"red\"");
        assert_eq!(
            sample(json!({ "oneOf": [{ "type": "null" }, { "$ref": "#/x/Colour" }] })),
            "\"red\""
        );
        assert_eq!(
            sample(json!({ "type": "array", "items": { "type": "boolean" } })),
            "[\n  true\n]"
        );
    }

    #[test]
    fn optional_fields_without_examples_are_left_out() {
        let schema = json!({ "type": "object", "required": ["a"], "properties": {
            "a": { "type": "string" },
            "b": { "type": "string" },
            "c": { "type": ["string", "null"], "example": null },
        } });
        assert_eq!(sample(schema), "{\n  \"a\": \"…\",\n  \"c\": null\n}");
    }

    #[test]
    fn unknown_and_circular_references_end() {
        assert_eq!(sample(json!({ "$ref": "#/x/Nothing" })), "null");
        assert_eq!(sample(json!({ "$ref": "#/x/Loop" })), "null");
        assert!(sample(json!({ "$ref": "#/x/Node" })).ends_with('}'));
        assert_eq!(sample(json!({})), "null");
    }

    #[test]
    fn calls_are_words_of_a_shell() {
        let document = document(json!({ "paths": { "/things/{id}": { "patch": {
            "parameters": [
                { "name": "id", "in": "path", "example": 7 },
                { "name": "q", "in": "query", "example": "a b" },
                { "name": "none", "in": "query", "schema": { "$ref": "#/x/Nothing" } },
                { "name": "If-Match", "in": "header", "example": "\"1\"" },
            ],
            "requestBody": { "content": { "application/json": { "schema": {
                "type": "object", "properties": { "name": { "example": "O'Neil" } },
            } } } },
        } } } }));
        let endpoint = document.endpoint("PATCH", "/things/{id}").unwrap();
        assert_eq!(
            curl(&document, "https://a.example", &endpoint).text(),
            "curl 'https://a.example/things/7?q=a+b' \\\n  --request PATCH \\\n  \
             --cookie jar --cookie-jar jar \\\n  \
             --header 'Origin: https://a.example' \\\n  \
             --header 'If-Match: \"1\"' \\\n  \
             --json '{\n  \"name\": \"O'\\''Neil\"\n}'"
        );
    }
}
