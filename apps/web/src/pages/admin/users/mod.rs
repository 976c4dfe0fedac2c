//! All accounts. What is shown is in the address: a reload, a link sent to a
//! colleague and the back button all bring the same list.

mod search;
mod table;

use contract::{
    problem::code,
    users::{UserQuery, UserSort},
};
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use serde::{Deserialize, Serialize};
use ui::{ButtonLink, ButtonVariant, Card, EmptyState, HeadingLevel, icons};

use self::{search::Search, table::UserTable};
use super::{Frame, Section, list::Loading};
#[cfg(feature = "ssr")]
use crate::{answers::Answers, ssr::PageRequest};
use crate::{
    client::ask::{self, query_of},
    contexts::{set_status, use_texts},
    pages::problem::Refusal,
    queries::use_query,
};

const PATH: &str = Section::Users.path();

/// The page.
#[component]
pub(super) fn Users() -> impl IntoView {
    let search = use_location().search;
    let query = Memo::new(move |_| search.with(|search| read(search)));
    let users = use_query(move || query.with(ask::users));
    let list = move || match users.latest.get() {
        None => view! { <Loading rows=8 /> }.into_any(),
        Some((path, Ok(page))) => {
            // While the next page is on its way, the links are those of the one that is shown.
            let query = query_of(&path);
            if page.items.is_empty() {
                view! { <Empty query /> }.into_any()
            } else {
                view! { <UserTable page query /> }.into_any()
            }
        }
        Some((_, Err(error))) if error.code() == code::INVALID => {
            view! { <Outdated status=error.status() /> }.into_any()
        }
        Some((_, Err(error))) => view! { <Refusal error retry=users.retry /> }.into_any(),
    };
    view! {
        <Frame section=Section::Users>
            <Search query />
            <div
                class="listing"
                aria-busy=move || users.is_loading.get().then_some("true")
            >
                {list}
            </div>
        </Frame>
    }
}

/// Asks for what the page shows.
#[cfg(feature = "ssr")]
pub(crate) async fn load(page: &PageRequest) -> Answers {
    let ask = ask::users(&read(page.query()));
    Answers::default().ask(&page.client, ask).await
}

/// Says that the list is empty, and why.
#[component]
fn Empty(query: UserQuery) -> impl IntoView {
    let texts = use_texts();
    let is_narrowed = query.search.is_some() || query.is_active.is_some() || query.cursor.is_some();
    view! {
        <Card>
            <EmptyState
                icon=icons::USERS
                title=texts.users_empty_title()
                text=if is_narrowed {
                    texts.users_empty_narrowed()
                } else {
                    texts.users_empty_text()
                }
                level=HeadingLevel::H2
            >
                {is_narrowed
                    .then(|| {
                        view! {
                            <ButtonLink href=PATH variant=ButtonVariant::Outline>
                                {texts.users_show_all()}
                            </ButtonLink>
                        }
                    })}
            </EmptyState>
        </Card>
    }
}

/// Says that the address names a page of the list that cannot be found again.
#[component]
fn Outdated(status: u16) -> impl IntoView {
    let texts = use_texts();
    set_status(status);
    view! {
        <Card>
            <EmptyState
                icon=icons::USERS
                title=texts.state_outdated_title()
                text=texts.state_outdated_text()
            >
                <ButtonLink href=PATH variant=ButtonVariant::Outline>
                    {texts.users_show_all()}
                </ButtonLink>
            </EmptyState>
        </Card>
    }
}

/// Reads the address. What cannot be understood counts as absent.
fn read(search: &str) -> UserQuery {
    #[derive(Default, Deserialize)]
    #[serde(default)]
    struct Address {
        search: String,
        is_active: String,
        sort: String,
        cursor: String,
    }
    // In a browser it may begin with the question mark.
    let search = search.strip_prefix('?').unwrap_or(search);
    let said: Address = serde_urlencoded::from_str(search).unwrap_or_default();
    let searched = said.search.trim().chars();
    UserQuery {
        search: Some(searched.take(contract::validation::SEARCH_MAX).collect())
            .filter(|search: &String| !search.is_empty()),
        is_active: said.is_active.parse().ok(),
        sort: match said.sort.as_str() {
            "created_at" => UserSort::CreatedAt,
            "email" => UserSort::Email,
            "-email" => UserSort::EmailDesc,
            _ => UserSort::CreatedAtDesc,
        },
        limit: None,
        cursor: Some(said.cursor).filter(|cursor| !cursor.is_empty()),
    }
}

/// Names the page that shows a list; what goes without saying is left out.
fn address(query: &UserQuery) -> String {
    #[derive(Serialize)]
    struct Address<'a> {
        search: Option<&'a str>,
        is_active: Option<bool>,
        sort: Option<&'static str>,
        cursor: Option<&'a str>,
    }
    let said = serde_urlencoded::to_string(Address {
        search: query.search.as_deref(),
        is_active: query.is_active,
        sort: (query.sort != UserSort::default()).then_some(query.sort.as_str()),
        cursor: query.cursor.as_deref(),
    })
    .unwrap_or_default();
    if said.is_empty() {
        PATH.to_owned()
    } else {
        format!("{PATH}?{said}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn address_and_query_are_the_same_thing() {
        let query = UserQuery {
            search: Some("ada l".to_owned()),
            is_active: Some(false),
            sort: UserSort::EmailDesc,
            limit: None,
            cursor: Some("abc".to_owned()),
        };
        assert_eq!(
            address(&query),
            "/admin/users?search=ada+l&is_active=false&sort=-email&cursor=abc"
        );
        let read_back = read("?search=ada+l&is_active=false&sort=-email&cursor=abc");
        assert_eq!(read_back, query);
        assert_eq!(address(&UserQuery::default()), "/admin/users");
        let narrowed = UserQuery {
            is_active: Some(true),
            ..UserQuery::default()
        };
        assert_eq!(address(&narrowed), "/admin/users?is_active=true");
    }

    #[test]
    fn an_address_is_decoded_once() {
        let read = read("search=%2541%25");
        assert_eq!(read.search.as_deref(), Some("%41%"));
    }

    #[test]
    fn what_cannot_be_understood_is_absent() {
        let read = read("search=++&is_active=perhaps&sort=password_hash&cursor=&limit=1000000");
        assert_eq!(read, UserQuery::default());
    }
}
