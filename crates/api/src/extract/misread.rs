//! What serde takes for something else than it is: the items of an array for the fields of an object,
//! `null` for a field that is absent, an object for a word.

use std::mem::discriminant;

use contract::validation::{FieldError, code};
use serde_json::Value;

/// The fields of a body that were read as something else than they are.
///
/// `read` is what was read, as its own type writes it. A type leaves out what may be absent and is, so
/// `null` is good where it means something, and nowhere else; no input has to say so.
pub(super) fn misread(sent: &Value, read: &Value) -> Vec<FieldError> {
    let mut fields = Vec::new();
    compare(sent, Some(read), "", &mut fields);
    fields
}

fn compare(sent: &Value, read: Option<&Value>, path: &str, fields: &mut Vec<FieldError>) {
    match (sent, read) {
        (Value::Object(sent), Some(Value::Object(read))) => {
            for (name, value) in sent {
                let path = if path.is_empty() {
                    name.clone()
                } else {
                    format!("{path}.{name}")
                };
                compare(value, read.get(name), &path, fields);
            }
        }
        (Value::Array(sent), Some(Value::Array(read))) => {
            for (index, (value, item)) in sent.iter().zip(read).enumerate() {
                compare(value, Some(item), &format!("{path}[{index}]"), fields);
            }
        }
        (sent, read) => {
            let is_read_so = read.map_or(!sent.is_null(), |read| {
                discriminant(sent) == discriminant(read)
            });
            if !is_read_so {
                fields.push(FieldError::new(path, code::MALFORMED));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_no_more_what_it_was_is_told_by_its_path() {
        for (sent, read, paths) in [
            (json!(["x"]), json!({"a": "x"}), &[""][..]),
            (json!({"a": null, "b": null}), json!({"b": null}), &["a"]),
            (json!({"a": null}), json!({"a": 0}), &["a"]),
            (json!({"a": {"b": [1]}}), json!({"a": {"b": {}}}), &["a.b"]),
            (json!([{"a": null}, {}]), json!([{}, {}]), &["[0].a"]),
            (json!({"a": {"word": null}}), json!({"a": "word"}), &["a"]),
            (json!({"a": 1, "b": ["x"]}), json!({"a": 2, "b": []}), &[]),
            // What is left out because it is empty.
            (json!({"a": [], "b": false}), json!({}), &[]),
        ] {
            let told = misread(&sent, &read);
            let expected: Vec<_> = paths
                .iter()
                .map(|path| FieldError::new(*path, code::MALFORMED))
                .collect();
            assert_eq!(told, expected, "{sent}");
        }
    }
}
