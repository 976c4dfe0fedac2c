use contract::{members::MemberQuery, validation::SEARCH_MAX};
use leptos::{ev::SubmitEvent, prelude::*};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use ui::{Button, ButtonKind, ButtonVariant, Input, InputGroup, Select, SelectOption, icons};

use super::{TeamRoles, address::Address};
use crate::{
    contexts::use_texts,
    forms::after_rest,
    pages::{roles::role_word, teams::use_team},
};

/// The search, which follows the typing, and the filter by role. Before the page comes alive both
/// are a form.
#[component]
pub(super) fn Search(query: Memo<MemberQuery>) -> impl IntoView {
    let texts = use_texts();
    let address = Address::of(use_team());
    let typed = RwSignal::new(query.with_untracked(search_of));
    let role = RwSignal::new(query.with_untracked(role_of));
    let asked = StoredValue::new(query.get_untracked());
    let navigate = use_navigate();
    let ask = move || {
        let search = typed.get_untracked().trim().to_owned();
        let next = MemberQuery {
            search: Some(search).filter(|search| !search.is_empty()),
            role_id: role.get_untracked().parse().ok(),
            ..MemberQuery::default()
        };
        let is_same =
            asked.with_value(|asked| asked.search == next.search && asked.role_id == next.role_id);
        if is_same {
            return;
        }
        let to = address.with(&next);
        asked.set_value(next);
        // Each letter is no step that the back button should take.
        let options = NavigateOptions {
            replace: true,
            scroll: false,
            ..NavigateOptions::default()
        };
        navigate(&to, options);
    };
    // The back button and links change the address without the form.
    Effect::new(move || {
        let query = query.get();
        if asked.with_value(|asked| search_of(asked) != search_of(&query)) {
            typed.set(search_of(&query));
        }
        role.set(role_of(&query));
        asked.set_value(query);
    });
    let follow = after_rest(ask.clone());
    let choose = {
        let ask = ask.clone();
        move |value: String| {
            role.set(value);
            ask();
        }
    };
    let submit = move |ev: SubmitEvent| {
        ev.prevent_default();
        ask();
    };
    view! {
        <form
            class="listing-tools"
            method="get"
            action=address.plain()
            role="search"
            on:submit=submit
        >
            <div class="listing-search">
                <InputGroup icon=icons::SEARCH>
                    <Input
                        name="search"
                        kind="search"
                        bind=typed
                        label=texts.users_search()
                        placeholder=texts.users_search()
                        maxlength=u32::try_from(SEARCH_MAX).unwrap_or(u32::MAX)
                        autocomplete="off"
                        on:input=move |_| follow()
                    />
                </InputGroup>
                <Button kind=ButtonKind::Submit variant=ButtonVariant::Outline>
                    {texts.action_search()}
                </Button>
            </div>
            <RoleFilter role choose=Callback::new(choose) />
        </form>
    }
}

/// The filter, for who may see the roles.
#[component]
fn RoleFilter(role: RwSignal<String>, choose: Callback<String>) -> impl IntoView {
    let texts = use_texts();
    let roles = TeamRoles::of_page();
    move || {
        let options = roles.with(|roles| {
            let all = SelectOption::new("", texts.teams_roles_all());
            let each = roles.iter().map(|role| {
                let word = role_word(texts, &role.name, role.built_in.as_deref());
                SelectOption::new(role.id.to_string(), word)
            });
            [all].into_iter().chain(each).collect::<Vec<_>>()
        });
        // Made anew with the choice, which links and the back button change.
        let value = role.get();
        (options.len() > 1).then(move || {
            view! {
                <Select
                    name="role"
                    class="team-filter"
                    label=texts.users_role()
                    value
                    options
                    attr:data-filter="role"
                    on:change=move |ev| choose.run(event_target_value(&ev))
                />
            }
        })
    }
}

fn search_of(query: &MemberQuery) -> String {
    query.search.clone().unwrap_or_default()
}

fn role_of(query: &MemberQuery) -> String {
    query.role_id.map(|id| id.to_string()).unwrap_or_default()
}
