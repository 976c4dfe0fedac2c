//! The addresses of lists: what a list shows is in its address.

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use serde::{Serialize, de::DeserializeOwned};

/// Gets what the address asks for, which may change.
pub(super) fn use_address<Q>() -> Memo<Q>
where
    Q: DeserializeOwned + Default + PartialEq + Send + Sync + 'static,
{
    let search = use_location().search;
    Memo::new(move |_| search.with(|search| read(search)))
}

/// Reads what an address asks for. What is empty counts as absent, and so does all of it if some
/// cannot be understood.
pub(super) fn read<Q: DeserializeOwned + Default>(search: &str) -> Q {
    // In a browser it may begin with the question mark.
    let search = search.strip_prefix('?').unwrap_or(search);
    let mut pairs: Vec<(String, String)> = serde_urlencoded::from_str(search).unwrap_or_default();
    pairs.retain(|(_, value)| !value.trim().is_empty());
    serde_urlencoded::to_string(pairs)
        .ok()
        .and_then(|search| serde_urlencoded::from_str(&search).ok())
        .unwrap_or_default()
}

/// Names the page that shows what a query asks for.
pub(super) fn address(path: &str, query: &impl Serialize) -> String {
    let query = serde_urlencoded::to_string(query).unwrap_or_default();
    if query.is_empty() {
        path.to_owned()
    } else {
        format!("{path}?{query}")
    }
}

#[cfg(test)]
mod tests {
    use contract::admin::{MailLogQuery, MailStatus, SearchQuery};

    use super::*;

    #[test]
    fn addresses_are_read_as_they_are_written() {
        let query = MailLogQuery {
            kind: Some("verify_email".into()),
            status: Some(MailStatus::Failed),
            ..MailLogQuery::default()
        };
        let address = address("/admin/mails", &query);
        assert_eq!(address, "/admin/mails?kind=verify_email&status=failed");
        let (_, search) = address.split_once('?').unwrap();
        assert_eq!(read::<MailLogQuery>(search), query);
    }

    #[test]
    fn what_is_empty_or_cannot_be_understood_is_absent() {
        let query: SearchQuery = read("?search=+&cursor=");
        assert_eq!(query, SearchQuery::default());
        let query: MailLogQuery = read("status=perhaps");
        assert_eq!(query, MailLogQuery::default());
    }
}
