use contract::{
    invitations::{InvitationCreate, InvitationsCreated},
    problem::code,
    validation,
};
use leptos::{ev::SubmitEvent, html, prelude::*};
use ui::{
    Alert, AlertVariant, Button, ButtonKind, Dialog, DialogClose, DialogContent, DialogDescription,
    DialogFooter, DialogTitle, FormField, Icon, Textarea, Toasts, icons,
};

use super::change::RoleSelect;
use crate::{
    client::{Result, use_client},
    contexts::use_texts,
    forms::{FormErrors, Values, focus_first_error},
    pages::teams::use_team,
    queries::use_queries,
};

type Invite = Action<InvitationCreate, Result<InvitationsCreated>>;

/// What the dialog knows.
#[derive(Clone, Copy)]
struct Inviting {
    form: NodeRef<html::Form>,
    errors: FormErrors,
    /// What was typed as an address and is none.
    wrong: RwSignal<Vec<String>>,
    /// What has become of each address.
    outcome: RwSignal<Option<InvitationsCreated>>,
}

/// Asks whom to invite, and as what.
#[component]
pub(super) fn InviteDialog(open: RwSignal<bool>) -> impl IntoView {
    let texts = use_texts();
    let inviting = Inviting {
        form: NodeRef::new(),
        errors: FormErrors::new(),
        wrong: RwSignal::new(Vec::new()),
        outcome: RwSignal::new(None),
    };
    let Inviting {
        form,
        errors,
        wrong,
        outcome,
    } = inviting;
    let invite = use_invite(inviting, open);
    let refused = errors.of("emails");
    let refusals = Signal::derive(move || {
        let wrong = wrong.get();
        if wrong.is_empty() {
            refused.get()
        } else {
            vec![texts.teams_invite_wrong(&wrong.join(", "))]
        }
    });
    let submit = move |ev: SubmitEvent| {
        ev.prevent_default();
        outcome.set(None);
        send(inviting, invite);
    };
    view! {
        <Dialog id="invite" open>
            <DialogContent close_label=texts.action_close() described=true>
                <DialogTitle>{texts.teams_invite()}</DialogTitle>
                <DialogDescription>{texts.teams_invite_text()}</DialogDescription>
                {move || outcome.get().map(|outcome| view! { <Outcome outcome /> })}
                <form
                    id="invite-form"
                    class="form-stack"
                    method="post"
                    novalidate=true
                    node_ref=form
                    on:submit=submit
                    on:input=move |_| wrong.set(Vec::new())
                >
                    <FormField
                        id="invite-emails"
                        label=texts.teams_invite_emails()
                        hint=texts.teams_invite_emails_hint()
                        errors=refusals
                        required=true
                    >
                        <Textarea name="emails" rows=4 attr:dir="ltr" attr:spellcheck="false" />
                    </FormField>
                    <FormField
                        id="invite-role"
                        label=texts.users_role()
                        errors=errors.of("role")
                    >
                        <RoleSelect now=None />
                    </FormField>
                </form>
                <DialogFooter>
                    <DialogClose>{texts.action_close()}</DialogClose>
                    <Button kind=ButtonKind::Submit form="invite-form" loading=invite.pending()>
                        {texts.teams_invite_send()}
                    </Button>
                </DialogFooter>
            </DialogContent>
        </Dialog>
    }
}

/// Sends the invitations, unless an address is none.
fn send(inviting: Inviting, invite: Invite) {
    Toasts.clear();
    let values = Values::of(inviting.form);
    let emails = addresses(&values.get("emails"));
    let wrong: Vec<_> = emails
        .iter()
        .filter(|email| validation::email(email, &()).is_err())
        .cloned()
        .collect();
    if !wrong.is_empty() {
        inviting.wrong.set(wrong);
        return focus_first_error(inviting.form);
    }
    let Ok(role) = values.get("role").parse() else {
        return;
    };
    let input = InvitationCreate { emails, role };
    let checked = validation::check(&input);
    if inviting.errors.accept(inviting.form, checked) {
        invite.dispatch(input);
    }
}

/// The addresses in a text, parted by commas, semicolons or white space, each once. A name before
/// an address, as mail programs copy it, is passed over: `Ada Lovelace <ada@example.com>`.
fn addresses(text: &str) -> Vec<String> {
    let mut all = Vec::<String>::new();
    for part in text.split([',', ';', '،', '؛', '\n']) {
        let part = match part.split_once('<') {
            Some((_, rest)) => rest.split('>').next().unwrap_or_default(),
            None => part,
        };
        for email in part.split_whitespace() {
            if !all.iter().any(|known| known.eq_ignore_ascii_case(email)) {
                all.push(email.to_owned());
            }
        }
    }
    all
}

fn use_invite(inviting: Inviting, open: RwSignal<bool>) -> Invite {
    let texts = use_texts();
    let team = use_team();
    let client = use_client();
    let queries = use_queries();
    let invite = Action::new(move |input: &InvitationCreate| {
        let (client, input) = (client.clone(), input.clone());
        let team = team.with_untracked(|team| team.id);
        async move { queries.in_team(client.invite(team, &input)).await }
    });
    let invited = invite.value();
    Effect::new(move || match invited.get() {
        None => {}
        Some(Ok(outcome)) => {
            inviting.errors.clear();
            if let Some(form) = inviting.form.get_untracked() {
                form.reset();
            }
            if outcome.members.is_empty() {
                open.set(false);
                let number = i64::try_from(outcome.invitations.len()).unwrap_or(i64::MAX);
                Toasts.success(&texts.teams_invited(number));
            } else {
                inviting.outcome.set(Some(outcome));
            }
        }
        Some(Err(error)) if !error.fields().is_empty() => {
            inviting.errors.show(error.fields().to_vec());
            focus_first_error(inviting.form);
        }
        Some(Err(error)) => {
            open.set(false);
            let text = texts.error(error.code()).or(texts.error(code::INTERNAL));
            Toasts.danger(text.unwrap_or_default());
        }
    });
    // An old outcome is no news when the dialog is opened again.
    Effect::new(move || {
        if !open.get() {
            inviting.outcome.set(None);
        }
    });
    invite
}

/// Says what has become of each address.
#[component]
fn Outcome(outcome: InvitationsCreated) -> impl IntoView {
    let texts = use_texts();
    let lines = |emails: Vec<String>, is_invited: bool| {
        emails
            .into_iter()
            .map(|email| {
                let (icon, word) = if is_invited {
                    (icons::MAIL_CHECK, texts.teams_invited_one())
                } else {
                    (icons::INFO, texts.teams_invited_member())
                };
                view! {
                    <li class="invite-outcome">
                        <Icon icon />
                        <bdi dir="ltr">{email}</bdi>
                        <span class="text-muted">{word}</span>
                    </li>
                }
            })
            .collect_view()
    };
    let invited: Vec<_> = outcome.invitations.into_iter().map(|it| it.email).collect();
    let number = i64::try_from(invited.len()).unwrap_or(i64::MAX);
    view! {
        <Alert variant=AlertVariant::Info title=texts.teams_invited(number)>
            <ul>{lines(invited, true)} {lines(outcome.members, false)}</ul>
        </Alert>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_parted_as_people_write_them() {
        let text = "ada@example.com, grace@example.com;joan@example.com\n\tADA@example.com  ";
        assert_eq!(
            addresses(text),
            ["ada@example.com", "grace@example.com", "joan@example.com"]
        );
        let copied = "Ada Lovelace <ada@example.com>, <grace@example.com>";
        assert_eq!(addresses(copied), ["ada@example.com", "grace@example.com"]);
        assert_eq!(addresses(" ,\n"), [] as [&str; 0]);
    }
}
