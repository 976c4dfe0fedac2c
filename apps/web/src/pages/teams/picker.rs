//! Choosing a member of the team: everybody can be found, however many there are.

use contract::{
    MemberId, Page, UserId,
    members::{Member, MemberQuery},
    validation::SEARCH_MAX,
};
#[cfg(feature = "ssr")]
use contract::{Permission, teams::Team};
use i18n::Texts;
use leptos::prelude::*;
use ui::{Combobox, ComboboxChoices, ComboboxOption};

#[cfg(feature = "ssr")]
use super::allowed;
use super::use_in_team;
#[cfg(feature = "ssr")]
use crate::{answers::Answers, ssr::PageRequest};
use crate::{
    client::{
        Result,
        ask::{self, Ask, query_of},
    },
    contexts::use_texts,
    forms::after_rest,
};

/// Searches for a member of the team of the page.
#[component]
pub(crate) fn MemberPicker(
    /// The name under which the choice is sent.
    name: &'static str,
    /// Who is chosen.
    chosen: RwSignal<Option<ComboboxOption>>,
    /// What is sent of a member.
    value: fn(&Member) -> String,
    /// A member who cannot be chosen.
    #[prop(optional)]
    but: Option<MemberId>,
    /// What can be chosen beside the members, and stands before them.
    #[prop(optional, into)]
    others: Signal<Vec<ComboboxOption>>,
    /// What is shown while nobody is chosen.
    #[prop(into)]
    placeholder: String,
    /// The accessible name, where there is no visible label.
    #[prop(optional, into)]
    label: String,
    /// Whether the choice can be taken back.
    #[prop(optional)]
    clearable: bool,
    /// Is told when somebody else was chosen.
    #[prop(default = Callback::new(|()| {}), into)]
    on_choose: Callback<()>,
    /// Classes added after the picker's own.
    #[prop(optional, into)]
    class: String,
) -> impl IntoView {
    let texts = use_texts();
    let typed = RwSignal::new(String::new());
    // Nothing is asked for before the list opens.
    let asked = RwSignal::new(None::<String>);
    let members = use_in_team(move |team| match asked.get() {
        Some(search) => ask::members(team, &searched(search)),
        None => Ask::nothing(),
    });
    let choices = Memo::new(move |_| {
        let typed = typed.with(|typed| typed.trim().to_owned());
        let is_asked = asked.with(|asked| asked.as_ref() == Some(&typed));
        let found = members
            .latest
            .with(|latest| Found::of(latest.as_ref().map(|(_, answer)| answer), value, but));
        let others = others.with(|others| {
            let others = others.iter().filter(|other| other.contains(&typed));
            others.cloned().collect()
        });
        found.beside(texts, others, !is_asked || members.is_loading.get())
    });
    let ask = move || asked.set(Some(typed.with_untracked(|typed| typed.trim().to_owned())));
    let follow = after_rest(ask);
    let search = move |text: String| {
        let is_opening = text.is_empty();
        typed.set(text);
        if is_opening {
            ask();
            members.retry.run(());
        } else {
            follow();
        }
    };
    view! {
        <Combobox
            name
            chosen
            choices
            search=Callback::new(search)
            list_label=texts.teams_nav_members()
            clear_label=if clearable { texts.teams_picker_clear() } else { "" }
            on_choose
            placeholder
            label
            maxlength=u32::try_from(SEARCH_MAX).unwrap_or(u32::MAX)
            class
        />
    }
}

/// Narrows a list to what is of one member, whose user stands in the address.
#[component]
pub(crate) fn MemberFilter(
    /// The name under which the user is sent.
    name: &'static str,
    /// The user in the address.
    user: Memo<Option<UserId>>,
    /// Is told whom somebody has chosen.
    choose: Callback<Option<UserId>>,
    /// The accessible name.
    #[prop(into)]
    label: String,
    /// What is shown while nobody is chosen.
    #[prop(into)]
    placeholder: String,
) -> impl IntoView {
    let texts = use_texts();
    let chosen = RwSignal::new(None::<ComboboxOption>);
    // Whose name is asked for: nobody's whom somebody has just chosen.
    let unnamed = RwSignal::new(user.get_untracked());
    let members = use_in_team(move |team| match unnamed.get() {
        Some(user) => ask::members(team, &of_user(user)),
        None => Ask::nothing(),
    });
    let name_it = move || {
        let user = unnamed.get()?;
        members.latest.with(|latest| {
            let answer = latest.as_ref();
            let answer = answer.filter(|(path, _)| query_of::<MemberQuery>(path) == of_user(user));
            answer.map(|(_, answer)| named(texts, user, answer))
        })
    };
    chosen.set(untrack(name_it));
    Effect::new(move || {
        let user = user.get();
        if chosen.with_untracked(|chosen| user_of(chosen.as_ref())) == user {
            unnamed.set(None);
        } else {
            unnamed.set(user);
            chosen.set(None);
        }
    });
    Effect::new(move || {
        if let Some(named) = name_it() {
            chosen.set(Some(named));
            unnamed.set(None);
        }
    });
    let on_choose = move || {
        unnamed.set(None);
        choose.run(chosen.with_untracked(|chosen| user_of(chosen.as_ref())));
    };
    view! {
        <MemberPicker
            name
            chosen
            value=|member| member.user_id.to_string()
            placeholder
            label
            clearable=true
            on_choose
            class="team-filter"
        />
    }
}

/// Adds to what a page shows who the user is by whom it is narrowed.
#[cfg(feature = "ssr")]
pub(crate) async fn with_filter(
    page: &PageRequest,
    answers: Answers,
    team: &Team,
    user: Option<UserId>,
) -> Answers {
    let may_list = allowed(page, Some(team), Permission::MembersList);
    let (Some((client, id)), Some(user)) = (may_list, user) else {
        return answers;
    };
    answers.ask(&client, ask::members(id, &of_user(user))).await
}

/// The members whose address or name begins with a text.
fn searched(search: String) -> MemberQuery {
    MemberQuery {
        search: Some(search).filter(|search| !search.is_empty()),
        ..MemberQuery::default()
    }
}

/// The membership of a user.
fn of_user(user: UserId) -> MemberQuery {
    MemberQuery {
        user_id: Some(user),
        ..MemberQuery::default()
    }
}

/// The user whom a choice stands for.
fn user_of(chosen: Option<&ComboboxOption>) -> Option<UserId> {
    chosen?.value.parse().ok()
}

/// Names the user in the address, who may be a member no more, or never was one.
fn named(texts: &Texts, user: UserId, answer: &Result<Page<Member>>) -> ComboboxOption {
    let members = answer.as_ref().map(|page| page.items.as_slice());
    let mut members = members.unwrap_or_default().iter();
    let name = members
        .find(|member| member.user_id == user)
        .map(Member::full_name);
    let name = name.unwrap_or_else(|| texts.teams_member_unknown().to_owned());
    ComboboxOption::new(user.to_string(), name)
}

/// What a search has led to.
enum Found {
    /// It is still under way.
    Nothing,
    Members {
        options: Vec<ComboboxOption>,
        has_more: bool,
    },
    Refused(String),
}

impl Found {
    fn of(
        answer: Option<&Result<Page<Member>>>,
        value: fn(&Member) -> String,
        but: Option<MemberId>,
    ) -> Self {
        match answer {
            None => Self::Nothing,
            Some(Ok(page)) => {
                let members = page.items.iter().filter(|member| Some(member.id) != but);
                let options = members.map(|member| {
                    ComboboxOption::new(value(member), member.full_name()).detail(&member.email)
                });
                Self::Members {
                    options: options.collect(),
                    has_more: page.next_cursor.is_some(),
                }
            }
            Some(Err(error)) => Self::Refused(error.code().to_owned()),
        }
    }

    /// What is offered of it, after what is known without a search.
    fn beside(
        self,
        texts: &Texts,
        mut options: Vec<ComboboxOption>,
        is_searching: bool,
    ) -> ComboboxChoices {
        let mut note = None;
        match self {
            Self::Nothing => {}
            Self::Members {
                options: members,
                has_more,
            } => {
                options.extend(members);
                if options.is_empty() {
                    note = Some(texts.teams_picker_nobody());
                } else if has_more {
                    note = Some(texts.teams_picker_more());
                }
            }
            Self::Refused(code) => note = texts.error(&code),
        }
        if is_searching {
            note = Some(texts.teams_picker_searching());
        }
        ComboboxChoices {
            options,
            is_searching,
            note: note.map(str::to_owned),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::{fmt::Debug, str::FromStr};

    use contract::{Locale, roles::RoleName};

    use super::*;
    use crate::client::ClientError;

    fn id<T: FromStr<Err: Debug>>(number: u8) -> T {
        let text = format!("019a0000-0000-7000-8000-0000000000{number:02x}");
        text.parse().unwrap()
    }

    fn member(number: u8, name: &str) -> Member {
        Member {
            id: id(number),
            user_id: id(number + 1),
            email: format!("{name}@example.com"),
            first_name: name.to_owned(),
            last_name: String::new(),
            role: RoleName {
                id: id(0),
                name: String::new(),
                built_in: None,
            },
            has_mfa: None,
            joined_at: chrono::DateTime::UNIX_EPOCH,
        }
    }

    fn page(next: Option<&str>) -> Page<Member> {
        Page {
            items: vec![member(1, "ada"), member(3, "grace")],
            next_cursor: next.map(str::to_owned),
            previous_cursor: None,
        }
    }

    /// What is offered, and what is said below it.
    fn offered(
        answer: Option<Result<Page<Member>>>,
        others: &[ComboboxOption],
        is_searching: bool,
    ) -> (Vec<String>, Option<String>) {
        let texts = Texts::embedded(Locale::En);
        let value = |member: &Member| member.id.to_string();
        let found = Found::of(answer.as_ref(), value, Some(id(1)));
        let choices = found.beside(texts, others.to_vec(), is_searching);
        let labels = choices.options.into_iter().map(|option| option.label);
        (labels.collect(), choices.note)
    }

    #[test]
    fn who_is_found_stands_after_what_is_known_and_one_is_left_out() {
        let role = [ComboboxOption::new("role", "Owners")];
        let (labels, note) = offered(Some(Ok(page(None))), &role, false);
        assert_eq!(labels, ["Owners", "grace"]);
        assert_eq!(note, None);
    }

    #[test]
    fn the_note_says_why_there_are_no_more() {
        let said = |answer, is_searching| offered(answer, &[], is_searching).1.unwrap_or_default();
        let nobody = Page {
            items: Vec::new(),
            ..page(None)
        };
        assert_eq!(said(None, true), "Searching…");
        assert_eq!(said(Some(Ok(page(None))), true), "Searching…");
        assert_eq!(
            said(Some(Ok(page(Some("next")))), false),
            "Type to find others"
        );
        assert_eq!(said(Some(Ok(nobody)), false), "Nobody found");
        let refused = said(Some(Err(ClientError::Offline)), false);
        assert!(!refused.is_empty());
    }

    #[test]
    fn a_user_in_the_address_has_a_name_whoever_it_is() {
        let texts = Texts::embedded(Locale::En);
        let name = |user, answer| named(texts, user, &answer).label;
        assert_eq!(name(id(4), Ok(page(None))), "grace");
        assert_eq!(name(id(9), Ok(page(None))), "Unknown member");
        assert_eq!(name(id(4), Err(ClientError::Offline)), "Unknown member");
    }
}
