//! The part of OpenAPI 3.1 that the page shows.

use indexmap::IndexMap;
use serde::{Deserialize, Deserializer};
use serde_json::{Number, Value};

/// How many references lead to a schema at most; more of them would be a circle.
const DEEPEST: usize = 16;

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Document {
    tags: Vec<Tag>,
    paths: IndexMap<String, Item>,
    components: Components,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Tag {
    name: String,
    description: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Item {
    get: Option<Operation>,
    post: Option<Operation>,
    put: Option<Operation>,
    patch: Option<Operation>,
    delete: Option<Operation>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Components {
    schemas: IndexMap<String, Schema>,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Operation {
    #[serde(rename = "operationId")]
    pub(super) id: String,
    tags: Vec<String>,
    summary: String,
    pub(super) description: String,
    pub(super) parameters: Vec<Parameter>,
    pub(super) request_body: Option<Content>,
    pub(super) responses: IndexMap<String, Answer>,
    #[serde(rename = "x-public")]
    pub(super) is_public: bool,
    #[serde(rename = "x-permission")]
    pub(super) permission: Option<String>,
    /// The schemes of which each one suffices.
    security: Vec<IndexMap<String, Vec<String>>>,
}

impl Operation {
    /// Whether a program can call it with a key.
    pub(super) fn takes_keys(&self) -> bool {
        self.security
            .iter()
            .any(|scheme| scheme.contains_key("api_key"))
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Parameter {
    pub(super) name: String,
    #[serde(rename = "in")]
    pub(super) place: String,
    pub(super) description: String,
    pub(super) required: bool,
    pub(super) schema: Schema,
    pub(super) example: Option<Value>,
}

/// Bodies by their media type.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Content {
    content: IndexMap<String, Media>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Media {
    schema: Schema,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Answer {
    pub(super) description: String,
    pub(super) headers: IndexMap<String, Described>,
    #[serde(flatten)]
    body: Content,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Described {
    pub(super) description: String,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Schema {
    #[serde(rename = "$ref")]
    reference: Option<String>,
    #[serde(rename = "type", deserialize_with = "one_or_many")]
    pub(super) types: Vec<String>,
    pub(super) format: Option<String>,
    pub(super) description: String,
    pub(super) properties: IndexMap<String, Self>,
    required: Vec<String>,
    pub(super) items: Option<Box<Self>>,
    #[serde(rename = "enum")]
    pub(super) values: Vec<Value>,
    pub(super) default: Option<Value>,
    /// Absent, or present and perhaps null.
    #[serde(deserialize_with = "present")]
    pub(super) example: Option<Value>,
    pub(super) min_length: Option<u64>,
    pub(super) max_length: Option<u64>,
    pub(super) minimum: Option<Number>,
    pub(super) maximum: Option<Number>,
    one_of: Vec<Self>,
    any_of: Vec<Self>,
    all_of: Vec<Self>,
}

/// The operations of one tag.
pub(super) struct Group<'a> {
    pub(super) name: &'a str,
    pub(super) description: &'a str,
    pub(super) endpoints: Vec<Endpoint<'a>>,
}

/// An operation where it is.
#[derive(Clone, Copy)]
pub(super) struct Endpoint<'a> {
    pub(super) path: &'a str,
    pub(super) method: &'static str,
    pub(super) operation: &'a Operation,
}

impl Document {
    /// The groups in the order of the tags; operations under an unlisted tag, or none, come last.
    pub(super) fn groups(&self) -> Vec<Group<'_>> {
        let mut groups: Vec<_> = self
            .tags
            .iter()
            .map(|tag| Group {
                name: &tag.name,
                description: &tag.description,
                endpoints: Vec::new(),
            })
            .collect();
        for endpoint in self.endpoints() {
            let name = endpoint
                .operation
                .tags
                .first()
                .map_or("", |tag| tag.as_str());
            if let Some(group) = groups.iter_mut().find(|group| group.name == name) {
                group.endpoints.push(endpoint);
            } else {
                groups.push(Group {
                    name,
                    description: "",
                    endpoints: vec![endpoint],
                });
            }
        }
        groups.retain(|group| !group.endpoints.is_empty());
        groups
    }

    fn endpoints(&self) -> impl Iterator<Item = Endpoint<'_>> {
        self.paths.iter().flat_map(|(path, item)| {
            [
                ("GET", &item.get),
                ("POST", &item.post),
                ("PUT", &item.put),
                ("PATCH", &item.patch),
                ("DELETE", &item.delete),
            ]
            .into_iter()
            .filter_map(|(method, operation)| {
                let operation = operation.as_ref()?;
                Some(Endpoint {
                    path,
                    method,
                    operation,
                })
            })
        })
    }

    /// Finds what a method does at a path.
    pub(super) fn endpoint(&self, method: &str, path: &str) -> Option<Endpoint<'_>> {
        self.endpoints()
            .find(|endpoint| endpoint.method == method && endpoint.path == path)
    }

    /// The named schemas that have fields.
    pub(super) fn objects(&self) -> impl Iterator<Item = (&str, &Schema)> {
        self.components
            .schemas
            .iter()
            .filter(|(_, schema)| !schema.properties.is_empty())
            .map(|(name, schema)| (name.as_str(), schema))
    }

    /// Finds a schema by its name.
    pub(super) fn schema(&self, name: &str) -> Option<&Schema> {
        self.components.schemas.get(name)
    }

    /// Follows references; one that leads nowhere, or in a circle, is left as it is.
    pub(super) fn resolve<'a>(&'a self, schema: &'a Schema) -> &'a Schema {
        let mut found = schema;
        for _ in 0..DEEPEST {
            match found.name() {
                None => return found,
                Some(name) => match self.schema(name) {
                    Some(named) => found = named,
                    None => return schema,
                },
            }
        }
        schema
    }
}

impl<'a> Endpoint<'a> {
    /// The summary as a title, or the path where there is none.
    pub(super) fn title(&self) -> &'a str {
        match self.operation.summary.trim_end_matches('.') {
            "" => self.path,
            summary => summary,
        }
    }

    /// The answer when all goes well.
    pub(super) fn success(&self) -> Option<(&'a str, &'a Answer)> {
        let mut responses = self.operation.responses.iter();
        responses
            .find(|(status, _)| status.starts_with('2'))
            .map(|(status, answer)| (status.as_str(), answer))
    }
}

impl Content {
    /// The schema of the first media type.
    pub(super) fn schema(&self) -> Option<&Schema> {
        self.content.values().next().map(|media| &media.schema)
    }
}

impl Answer {
    pub(super) fn schema(&self) -> Option<&Schema> {
        self.body.schema()
    }
}

impl Schema {
    /// The name of the schema that this one refers to.
    pub(super) fn name(&self) -> Option<&str> {
        let reference = self.reference.as_deref()?;
        Some(reference.rsplit('/').next().unwrap_or(reference))
    }

    pub(super) fn requires(&self, property: &str) -> bool {
        self.required.iter().any(|name| name == property)
    }

    /// What it is one or all of.
    pub(super) fn parts(&self) -> impl Iterator<Item = &Self> {
        [&self.one_of, &self.any_of, &self.all_of]
            .into_iter()
            .flatten()
    }

    pub(super) fn is_null(&self) -> bool {
        self.types.iter().all(|kind| kind == "null") && !self.types.is_empty()
    }
}

fn one_or_many<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum OneOrMany {
        One(String),
        Many(Vec<String>),
    }
    Ok(match OneOrMany::deserialize(deserializer)? {
        OneOrMany::One(kind) => vec![kind],
        OneOrMany::Many(kinds) => kinds,
    })
}

fn present<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(deserializer).map(Some)
}
