use contract::{
    MemberId, RoleId,
    members::{Member, MemberUpdate},
};
use leptos::{ev::SubmitEvent, html, prelude::*};
use ui::{
    Button, ButtonKind, Dialog, DialogClose, DialogContent, DialogDescription, DialogFooter,
    DialogTitle, FormField, Select, SelectOption, Toasts,
};

use super::{TeamRoles, to_give};
use crate::{
    client::{Result, use_client},
    contexts::use_texts,
    forms::Values,
    pages::{roles::role_word, step_up::use_step_up, teams::use_team},
    queries::use_queries,
};

/// Whose role is being changed.
#[derive(Clone, Copy)]
pub(super) struct Changing {
    member: RwSignal<Option<Member>>,
    is_open: RwSignal<bool>,
}

impl Changing {
    pub(super) fn new() -> Self {
        Self {
            member: RwSignal::new(None),
            is_open: RwSignal::new(false),
        }
    }

    pub(super) fn ask(self, member: Member) {
        Toasts.clear();
        self.member.set(Some(member));
        self.is_open.set(true);
    }
}

/// Asks for another role.
#[component]
pub(super) fn ChangeDialog(changing: Changing) -> impl IntoView {
    let texts = use_texts();
    let form = NodeRef::<html::Form>::new();
    let change = use_change(changing);
    let title = move || {
        changing.member.with(|member| {
            let name = member.as_ref().map(|member| {
                let (first, last) = (&member.first_name, &member.last_name);
                format!("{first} {last}")
            });
            texts.teams_change_role_of(&name.unwrap_or_default())
        })
    };
    let submit = move |ev: SubmitEvent| {
        ev.prevent_default();
        let member = changing
            .member
            .with_untracked(|member| member.as_ref().map(|it| it.id));
        let role = Values::of(form).get("role").parse();
        if let (Some(member), Ok(role)) = (member, role) {
            change.dispatch((member, role));
        }
    };
    view! {
        <Dialog id="change-role" open=changing.is_open>
            <DialogContent close_label=texts.action_close() described=true>
                <DialogTitle>{title}</DialogTitle>
                <DialogDescription>{texts.teams_change_role_text()}</DialogDescription>
                <form
                    id="change-role-form"
                    class="form-stack"
                    method="post"
                    node_ref=form
                    on:submit=submit
                >
                    <FormField id="member-role" label=texts.users_role()>
                        {move || {
                            let now = changing
                                .member
                                .with(|member| member.as_ref().map(|member| member.role.id));
                            view! { <RoleSelect now /> }
                        }}
                    </FormField>
                </form>
                <DialogFooter>
                    <DialogClose>{texts.action_cancel()}</DialogClose>
                    <Button
                        kind=ButtonKind::Submit
                        form="change-role-form"
                        loading=change.pending()
                    >
                        {texts.action_save()}
                    </Button>
                </DialogFooter>
            </DialogContent>
        </Dialog>
    }
}

/// The roles that the user may give, and the one that somebody has. Nobody is made an owner so: a team
/// is handed over.
#[component]
pub(super) fn RoleSelect(now: Option<RoleId>) -> impl IntoView {
    let texts = use_texts();
    let team = use_team();
    let roles = TeamRoles::of_page();
    move || {
        let own = team.with(|team| team.role.id);
        let mut given = roles.with(|roles| to_give(roles, own));
        given.retain(|role| role.built_in.as_deref() != Some("owner") || now == Some(role.id));
        let usual = given
            .iter()
            .find(|role| role.built_in.as_deref() == Some("member"))
            .or(given.last())
            .map(|role| role.id);
        let value = now.or(usual).map(|id| id.to_string()).unwrap_or_default();
        let options: Vec<_> = given
            .iter()
            .map(|role| {
                let word = role_word(texts, &role.name, role.built_in.as_deref());
                SelectOption::new(role.id.to_string(), word)
            })
            .collect();
        view! { <Select name="role" value options /> }
    }
}

/// Whose role is changed, and which one they get.
type Change = (MemberId, RoleId);

fn use_change(changing: Changing) -> Action<Change, (Change, Result<Member>)> {
    let texts = use_texts();
    let team = use_team();
    let client = use_client();
    let queries = use_queries();
    let step_up = use_step_up();
    let change = Action::new(move |asked: &Change| {
        let (client, asked) = (client.clone(), *asked);
        let team = team.with_untracked(|team| team.id);
        async move {
            let (member, role_id) = asked;
            let input = MemberUpdate { role_id };
            let changed = queries.in_team(client.update_member(team, member, input));
            (asked, changed.await)
        }
    });
    let changed = change.value();
    Effect::new(move || {
        let Some((asked, result)) = changed.get() else {
            return;
        };
        changing.is_open.set(false);
        match result {
            Ok(_) => Toasts.success(texts.state_saved()),
            Err(error) => step_up.refused(texts, &error, move || {
                change.dispatch(asked);
            }),
        }
    });
    change
}
