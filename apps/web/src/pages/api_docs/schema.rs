//! Schemas: what a field may hold, the fields of an object, an object by its name.

use leptos::prelude::*;
use serde_json::Value;

use super::{
    Reference,
    document::Schema,
    prose::{paragraphs, prose},
    sample::Sample,
};

/// The place of a named schema on the page.
pub(super) fn anchor(name: &str) -> String {
    format!("schema-{name}")
}

/// A named schema with its example.
pub(super) fn section(reference: Reference<'_>, name: &str, schema: &Schema) -> AnyView {
    let id = anchor(name);
    let title = name.to_owned();
    let label = reference.texts.api_docs_example_of(name);
    let example = Sample::new(reference.document, schema)
        .json()
        .panel(title.clone().into_any(), label);
    view! {
        <section class="reference-row" id=id lang="en" dir="ltr">
            <div class="reference-words">
                <h3 class="reference-name">
                    <a href=format!("#{id}")>
                        <code>{title}</code>
                    </a>
                </h3>
                {paragraphs(&schema.description)}
                {fields(reference, schema)}
            </div>
            <div class="reference-examples">{example}</div>
        </section>
    }
    .into_any()
}

/// The fields of an object.
pub(super) fn fields(reference: Reference<'_>, schema: &Schema) -> AnyView {
    let fields: Vec<_> = schema
        .properties
        .iter()
        .map(|(name, property)| {
            let field = Field {
                name,
                description: &property.description,
                is_required: schema.requires(name),
                schema: property,
            };
            field.view(reference)
        })
        .collect();
    view! {
        <ul class="reference-fields" role="list">
            {fields}
        </ul>
    }
    .into_any()
}

/// A field of an object, or a parameter.
pub(super) struct Field<'a> {
    pub(super) name: &'a str,
    pub(super) description: &'a str,
    pub(super) is_required: bool,
    pub(super) schema: &'a Schema,
}

impl Field<'_> {
    pub(super) fn view(&self, reference: Reference<'_>) -> AnyView {
        let texts = reference.texts;
        let required = self.is_required.then(|| {
            let word = reference.label(texts.api_docs_required());
            view! { <span class="reference-required">{word}</span> }
        });
        // An object without a name has its fields here, for they are nowhere else.
        let inner = self.schema.items.as_deref().unwrap_or(self.schema);
        let inner = (!inner.properties.is_empty()).then(|| fields(reference, inner));
        view! {
            <li class="reference-field">
                <div class="reference-field-head">
                    <code class="reference-field-name">{self.name.to_owned()}</code>
                    <span class="reference-type">{type_of(reference, self.schema)}</span>
                    {required}
                </div>
                {paragraphs(self.description)}
                {rules(reference, self.schema)}
                {inner}
            </li>
        }
        .into_any()
    }
}

/// How many schemas inside each other are told in words.
const DEEPEST_TYPE: usize = 8;

/// The type of a schema in words; a named object is a link to it.
pub(super) fn type_of(reference: Reference<'_>, schema: &Schema) -> AnyView {
    type_within(reference, schema, DEEPEST_TYPE)
}

/// Below some depth a schema, which may hold itself, is only named.
fn type_within(reference: Reference<'_>, schema: &Schema, depth: usize) -> AnyView {
    let Some(depth) = depth.checked_sub(1) else {
        return schema.name().unwrap_or("any").to_owned().into_any();
    };
    let document = reference.document;
    if let Some(name) = schema.name() {
        match document.schema(name) {
            Some(named) if named.properties.is_empty() => {}
            Some(_) => {
                let href = format!("#{}", anchor(name));
                return view! {
                    <a class="link" href=href>
                        {name.to_owned()}
                    </a>
                }
                .into_any();
            }
            None => return name.to_owned().into_any(),
        }
    }
    let schema = document.resolve(schema);
    if let Some(items) = &schema.items {
        return ("array of ", type_within(reference, items, depth)).into_any();
    }
    let mut parts = schema.parts().peekable();
    if parts.peek().is_some() {
        return parts
            .enumerate()
            .map(|(index, part)| {
                let before = (index > 0).then_some(" or ");
                (before, type_within(reference, part, depth))
            })
            .collect::<Vec<_>>()
            .into_any();
    }
    let types = match &*schema.types {
        [] => "any".to_owned(),
        types => types.join(" or "),
    };
    match &schema.format {
        Some(format) => format!("{types} · {format}").into_any(),
        None => types.into_any(),
    }
}

/// What a value must keep to.
fn rules(reference: Reference<'_>, schema: &Schema) -> AnyView {
    let texts = reference.texts;
    let schema = reference.document.resolve(schema);
    let text = |value: &Value| match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let values: Vec<_> = schema.values.iter().map(text).collect();
    let default: Vec<_> = schema.default.iter().map(text).collect();
    let length = bounds(schema.min_length, schema.max_length);
    let range = bounds(schema.minimum.as_ref(), schema.maximum.as_ref());
    let rules: Vec<_> = [
        (texts.api_docs_one_of(), values),
        (texts.api_docs_length(), length.into_iter().collect()),
        (texts.api_docs_range(), range.into_iter().collect()),
        (texts.api_docs_default(), default),
    ]
    .into_iter()
    .filter(|(_, values)| !values.is_empty())
    .map(|(label, values)| {
        let values = values.join("`, `");
        view! {
            <li>
                {reference.label(label)} " " {prose(&format!("`{values}`"))}
            </li>
        }
    })
    .collect();
    if rules.is_empty() {
        return ().into_any();
    }
    view! {
        <ul class="reference-rules" role="list">
            {rules}
        </ul>
    }
    .into_any()
}

fn bounds<T: ToString>(min: Option<T>, max: Option<T>) -> Option<String> {
    match (min, max) {
        (None, None) => None,
        (Some(min), None) => Some(format!("≥ {}", min.to_string())),
        (None, Some(max)) => Some(format!("≤ {}", max.to_string())),
        (Some(min), Some(max)) => Some(format!("{}–{}", min.to_string(), max.to_string())),
    }
}
