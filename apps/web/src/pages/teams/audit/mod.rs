//! Who has changed what in a team. What is shown is in the address, as with all lists.

mod list;

use contract::{Permission, UserId, audit::AuditQuery, problem::code, teams::Team, time};
use leptos::{ev::SubmitEvent, html, prelude::*};
use leptos_router::{
    NavigateOptions,
    hooks::{use_location, use_navigate},
};
use serde::{Deserialize, Serialize};
use ui::{
    Button, ButtonKind, ButtonLink, ButtonVariant, Card, CardContent, EmptyState, Icon, Input,
    PageHeader, Select, SelectOption, Skeleton, icons,
};

use self::list::EventList;
use super::{MemberFilter, TeamPage, TeamRefusal, use_may, use_team};
#[cfg(feature = "ssr")]
use super::{allowed, with_filter, with_team};
#[cfg(feature = "ssr")]
use crate::{answers::Answers, ssr::PageRequest};
use crate::{
    client::{
        ask::{self, query_of},
        audit_export_path,
    },
    contexts::{is_impersonated, set_status, set_title, use_texts},
    forms::Values,
    layout::place::team_page,
    pages::{
        changes::{GROUPS, group_word},
        day::Day,
        download::Download,
        teams::use_in_team,
    },
};

/// The page.
#[component]
pub(super) fn Audit() -> impl IntoView {
    view! { <TeamPage needs=Permission::AuditRead page=|| view! { <Content /> }.into_any() /> }
}

/// Asks for what the page shows.
#[cfg(feature = "ssr")]
pub(crate) async fn load(page: &PageRequest) -> Answers {
    let (mut answers, team) = with_team(page);
    if let Some((client, id)) = allowed(page, team.as_ref(), Permission::AuditRead) {
        let query = read(page.query());
        answers = answers.ask(&client, ask::audit(id, &query)).await;
        if let Some(team) = &team {
            answers = with_filter(page, answers, team, query.actor_id).await;
        }
    }
    answers
}

/// Reads the address. What cannot be understood counts as absent.
fn read(search: &str) -> AuditQuery {
    #[derive(Default, Deserialize)]
    #[serde(default)]
    struct Said {
        action: String,
        actor: String,
        from: String,
        to: String,
        cursor: String,
    }
    // In a browser it may begin with the question mark.
    let search = search.strip_prefix('?').unwrap_or(search);
    let said: Said = serde_urlencoded::from_str(search).unwrap_or_default();
    let given = |text: String| Some(text).filter(|text| !text.is_empty());
    let day = |text: String| Some(text).filter(|text| time::read_from(text).is_some());
    AuditQuery {
        action: given(said.action),
        actor_id: said.actor.parse().ok(),
        subject_id: None,
        from: day(said.from),
        to: day(said.to),
        limit: None,
        cursor: given(said.cursor),
    }
}

/// Names the page that shows a part of the log; what goes without saying is left out.
fn address(team: &Team, query: &AuditQuery) -> String {
    #[derive(Serialize)]
    struct Said<'a> {
        action: Option<&'a str>,
        actor: Option<String>,
        from: Option<&'a str>,
        to: Option<&'a str>,
        cursor: Option<&'a str>,
    }
    let said = serde_urlencoded::to_string(Said {
        action: query.action.as_deref(),
        actor: query.actor_id.map(|id| id.to_string()),
        from: query.from.as_deref(),
        to: query.to.as_deref(),
        cursor: query.cursor.as_deref(),
    })
    .unwrap_or_default();
    let page = team_page(&team.slug, "audit");
    if said.is_empty() {
        page
    } else {
        format!("{page}?{said}")
    }
}

/// Names the file that holds the same part of the log.
fn export(team: &Team, query: &AuditQuery, format: &'static str) -> String {
    #[derive(Serialize)]
    struct Said<'a> {
        action: Option<&'a str>,
        actor_id: Option<UserId>,
        from: Option<&'a str>,
        to: Option<&'a str>,
        format: &'static str,
    }
    let said = serde_urlencoded::to_string(Said {
        action: query.action.as_deref(),
        actor_id: query.actor_id,
        from: query.from.as_deref(),
        to: query.to.as_deref(),
        format,
    });
    format!(
        "{}?{}",
        audit_export_path(team.id),
        said.unwrap_or_default()
    )
}

#[component]
fn Content() -> impl IntoView {
    let texts = use_texts();
    set_title(texts.teams_nav_audit());
    let search = use_location().search;
    let query = Memo::new(move |_| search.with(|search| read(search)));
    let events = use_in_team(move |team| query.with(|query| ask::audit(team, query)));
    let list = move || match events.latest.get() {
        None => view! {
            <CardContent>
                <Skeleton lines=6 />
            </CardContent>
        }
        .into_any(),
        Some((_, Ok(page))) if page.items.is_empty() => view! { <Empty query /> }.into_any(),
        Some((path, Ok(page))) => {
            // While the next page is on its way, the links are those of the one that is shown.
            let query = query_of(&path);
            view! { <EventList page query /> }.into_any()
        }
        Some((_, Err(error))) if error.code() == code::INVALID => {
            set_status(error.status());
            view! { <Empty query /> }.into_any()
        }
        Some((_, Err(error))) => view! {
            <CardContent>
                <TeamRefusal error retry=events.retry />
            </CardContent>
        }
        .into_any(),
    };
    view! {
        <PageHeader title=texts.teams_nav_audit() description=texts.teams_audit_lead()>
            <Exports query />
        </PageHeader>
        <Filters query />
        <Card>
            <div
                class="listing"
                aria-busy=move || events.is_loading.get().then_some("true")
            >
                {list}
            </div>
        </Card>
    }
}

/// Links to the files, which nobody takes out in somebody else's name.
#[component]
fn Exports(query: Memo<AuditQuery>) -> impl IntoView {
    let texts = use_texts();
    let team = use_team();
    let href = move |format| team.with(|team| query.with(|query| export(team, query, format)));
    (!is_impersonated()).then(|| {
        [
            ("csv", texts.teams_audit_csv()),
            ("jsonl", texts.teams_audit_json()),
        ]
        .map(|(format, text)| {
            let href = Signal::derive(move || href(format));
            view! {
                <Download href>
                    <Icon icon=icons::DOWNLOAD />
                    {text}
                </Download>
            }
        })
        .collect_view()
    })
}

/// By what was changed, by whom and when. Before the page comes alive all of it is a form.
#[component]
fn Filters(query: Memo<AuditQuery>) -> impl IntoView {
    let texts = use_texts();
    let team = use_team();
    let form = NodeRef::<html::Form>::new();
    let navigate = use_navigate();
    // What the form says, and whose changes are wanted.
    let go = move |actor_id: Option<UserId>| {
        let values = Values::of(form);
        let given = |name: &str| Some(values.get(name)).filter(|value| !value.is_empty());
        let next = AuditQuery {
            action: given("action"),
            actor_id,
            from: given("from"),
            to: given("to"),
            ..AuditQuery::default()
        };
        let options = NavigateOptions {
            scroll: false,
            ..NavigateOptions::default()
        };
        navigate(&team.with_untracked(|team| address(team, &next)), options);
    };
    let follow = {
        let go = go.clone();
        move || go(query.with_untracked(|query| query.actor_id))
    };
    let submit = {
        let follow = follow.clone();
        move |ev: SubmitEvent| {
            ev.prevent_default();
            follow();
        }
    };
    let choose = Callback::new(go);
    let may_list = use_may(Permission::MembersList);
    let action = move || {
        let groups = GROUPS.iter().filter_map(|group| {
            let word = group_word(texts, group)?;
            Some(SelectOption::new(*group, word))
        });
        let all = SelectOption::new("", texts.teams_audit_all());
        let options: Vec<_> = std::iter::once(all).chain(groups).collect();
        let value = query.with(|query| query.action.clone()).unwrap_or_default();
        let follow = follow.clone();
        view! {
            <Select
                name="action"
                class="team-filter"
                label=texts.teams_audit_what()
                value
                options
                on:change=move |_| follow()
            />
        }
    };
    view! {
        <form
            class="team-filters"
            method="get"
            action=move || team.with(|team| team_page(&team.slug, "audit"))
            node_ref=form
            on:submit=submit
        >
            {action}
            {move || {
                may_list
                    .get()
                    .then(|| {
                        view! {
                            <MemberFilter
                                name="actor"
                                user=Memo::new(move |_| query.with(|query| query.actor_id))
                                choose
                                label=texts.teams_audit_who()
                                placeholder=texts.teams_audit_everybody()
                            />
                        }
                    })
            }}
            <Days query />
            <Button kind=ButtonKind::Submit variant=ButtonVariant::Outline>
                {texts.action_apply()}
            </Button>
        </form>
    }
}

/// Since and until which day. They are not followed while they are typed: each digit of a year makes
/// another one.
#[component]
fn Days(query: Memo<AuditQuery>) -> impl IntoView {
    let texts = use_texts();
    let said: [fn(&AuditQuery) -> Option<String>; 2] =
        [|query| query.from.clone(), |query| query.to.clone()];
    let [from, to] = said.map(|said| {
        let said = Memo::new(move |_| query.with(said).unwrap_or_default());
        let typed = RwSignal::new(said.get_untracked());
        // The back button and links change the address without the input.
        Effect::new(move |before: Option<String>| {
            let said = said.get();
            if before.is_some_and(|before| before != said) {
                typed.set(said.clone());
            }
            said
        });
        typed
    });
    view! {
        <Day label=texts.audit_from()>
            <Input name="from" kind="date" bind=from />
        </Day>
        <Day label=texts.audit_to()>
            <Input name="to" kind="date" bind=to />
        </Day>
    }
}

#[component]
fn Empty(query: Memo<AuditQuery>) -> impl IntoView {
    let texts = use_texts();
    let team = use_team();
    let is_narrowed = query.with_untracked(|query| *query != AuditQuery::default());
    let href = team.with_untracked(|team| team_page(&team.slug, "audit"));
    view! {
        <EmptyState
            icon=icons::BOOK_OPEN
            title=texts.teams_audit_empty()
            text=texts.teams_audit_empty_text()
        >
            {is_narrowed
                .then(|| {
                    view! {
                        <ButtonLink href variant=ButtonVariant::Outline>
                            {texts.teams_audit_show_all()}
                        </ButtonLink>
                    }
                })}
        </EmptyState>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_understood_is_absent() {
        assert_eq!(
            read("?action=&actor=ada&from=yesterday&to=&cursor=&limit=9"),
            AuditQuery::default()
        );
        let query = read("from=2026-03-02&to=2026-03-31");
        assert_eq!(query.from.as_deref(), Some("2026-03-02"));
        assert_eq!(query.to.as_deref(), Some("2026-03-31"));
        let query = read("action=members&actor=019a0000-0000-7000-8000-0000000000a1&cursor=abc");
        assert_eq!(query.action.as_deref(), Some("members"));
        assert!(query.actor_id.is_some());
        assert_eq!(query.cursor.as_deref(), Some("abc"));
    }
}
