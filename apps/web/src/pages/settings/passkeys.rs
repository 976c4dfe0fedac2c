//! The user's passkeys.

use contract::{
    Page, PasskeyId,
    passkeys::{Passkey, PasskeyUpdate},
    validation,
};
use leptos::{ev::SubmitEvent, html, prelude::*};
use ui::{
    Badge, BadgeVariant, Button, ButtonKind, ButtonSize, ButtonVariant, Card, CardContent,
    CardDescription, CardHeader, CardTitle, Dialog, DialogClose, DialogContent, DialogDescription,
    DialogFooter, DialogTitle, EmptyState, FormField, HeadingLevel, Icon, IconSize, Input,
    Skeleton, Toasts, icons,
};

use crate::{
    client::{ask, use_client},
    contexts::{use_calendar, use_texts},
    forms::{FormErrors, Values, focus_first_error, use_alive},
    pages::{
        problem::{Refusal, passkey_refusal},
        question::{Asked, Confirmation, Question},
        step_up::use_step_up,
    },
    queries::{PasskeyError, use_queries, use_query},
};

/// The passkey whose name is asked for, and the question before one is removed.
#[derive(Clone, Copy)]
struct Changing {
    /// The passkey that is to be renamed, and its name; nothing for a new one.
    renamed: RwSignal<Option<(PasskeyId, String)>>,
    is_naming: RwSignal<bool>,
    alive: RwSignal<bool>,
    question: Question,
}

impl Changing {
    fn new() -> Self {
        Self {
            renamed: RwSignal::new(None),
            is_naming: RwSignal::new(false),
            alive: use_alive(),
            question: Question::new(),
        }
    }

    fn ask(self, renamed: Option<(PasskeyId, String)>) {
        Toasts.clear();
        self.renamed.set(renamed);
        self.is_naming.set(true);
    }

    /// Closes the dialog and says what has come of it.
    fn conclude(self, words: &str) {
        self.is_naming.set(false);
        Toasts.success(words);
        self.question.focus_place();
    }
}

/// The user's passkeys, and the ways to add, rename and remove them.
#[component]
pub(super) fn Passkeys() -> impl IntoView {
    let texts = use_texts();
    let passkeys = use_query(ask::passkeys);
    let changing = Changing::new();
    let list = move || match passkeys.latest.get() {
        None => view! {
            <CardContent>
                <Skeleton lines=2 />
            </CardContent>
        }
        .into_any(),
        Some((_, Ok(page))) => view! { <List page changing /> }.into_any(),
        Some((_, Err(error))) => view! {
            <CardContent>
                <Refusal error retry=passkeys.retry />
            </CardContent>
        }
        .into_any(),
    };
    let add = move || {
        view! {
            <Button
                variant=ButtonVariant::Outline
                size=ButtonSize::Sm
                disabled=Signal::derive(move || !changing.alive.get())
                on:click=move |_| changing.ask(None)
            >
                {texts.passkeys_add()}
            </Button>
        }
    };
    view! {
        <Card id="passkeys">
            <CardHeader action=add>
                <CardTitle>{texts.passkeys_title()}</CardTitle>
                <CardDescription>{texts.passkeys_lead()}</CardDescription>
            </CardHeader>
            <div
                class="sessions"
                role="group"
                aria-label=texts.passkeys_title()
                tabindex="-1"
                node_ref=changing.question.place
            >
                {list}
            </div>
        </Card>
        <Naming changing />
        <Confirmation id="remove-passkey" question=changing.question />
    }
}

#[component]
fn List(page: Page<Passkey>, changing: Changing) -> impl IntoView {
    let texts = use_texts();
    if page.items.is_empty() {
        return view! {
            <CardContent>
                <EmptyState
                    icon=icons::KEY
                    level=HeadingLevel::H3
                    title=texts.passkeys_empty_title()
                    text=texts.passkeys_empty_lead()
                />
            </CardContent>
        }
        .into_any();
    }
    // Keyed by all that changes: a line that came to stand for another one would keep its handlers.
    view! {
        <ul class="session-list">
            <For
                each=move || page.items.clone()
                key=|passkey| {
                    (passkey.id, passkey.name.clone(), passkey.last_used_at, passkey.is_blocked)
                }
                children=move |passkey| view! { <Row passkey changing /> }
            />
        </ul>
    }
    .into_any()
}

#[component]
fn Row(passkey: Passkey, changing: Changing) -> impl IntoView {
    let texts = use_texts();
    let calendar = use_calendar();
    let Passkey {
        id,
        name,
        created_at,
        last_used_at,
        is_blocked,
    } = passkey;
    let day = move |at| calendar.date(at);
    let added = move || texts.passkeys_created(&day(created_at));
    let used = move || match last_used_at {
        _ if is_blocked => texts.passkeys_blocked_hint().to_owned(),
        Some(at) => texts.passkeys_last_used(&day(at)),
        None => texts.passkeys_never_used().to_owned(),
    };
    let disabled = Signal::derive(move || !changing.alive.get());
    let known = StoredValue::new(name.clone());
    let rename = move |_| changing.ask(Some((id, known.get_value())));
    let queries = use_queries();
    let remove = move |_| {
        changing.question.ask(
            Asked::new(
                texts.passkeys_remove_title(&known.get_value()),
                texts.passkeys_remove_lead(),
                texts.passkeys_remove_submit(),
                move |client| async move { queries.remove_passkey(&client, id).await },
            )
            .danger()
            .said(texts.passkeys_removed()),
        );
    };
    view! {
        <li class="passkey session">
            <span class="session-icon">
                <Icon icon=icons::KEY size=IconSize::Lg />
            </span>
            <div class="session-text">
                <p class="session-name">
                    <bdi>{name.clone()}</bdi>
                    {is_blocked
                        .then(|| {
                            view! {
                                <Badge variant=BadgeVariant::Danger dot=true>
                                    {texts.passkeys_blocked()}
                                </Badge>
                            }
                        })}
                </p>
                <p class="session-facts">
                    <span>{used}</span>
                    <span>{added}</span>
                </p>
            </div>
            <div class="session-actions" role="group" aria-label=texts.passkeys_actions(&name)>
                <Button
                    variant=ButtonVariant::Ghost
                    size=ButtonSize::Sm
                    disabled
                    on:click=rename
                >
                    {texts.passkeys_rename()}
                </Button>
                <Button
                    variant=ButtonVariant::Outline
                    size=ButtonSize::Sm
                    disabled
                    on:click=remove
                >
                    {texts.passkeys_remove()}
                </Button>
            </div>
        </li>
    }
}

/// Asks for a name, of a new passkey or one that is there.
#[component]
fn Naming(changing: Changing) -> impl IntoView {
    let texts = use_texts();
    let form = NodeRef::<html::Form>::new();
    let errors = FormErrors::new();
    let name = RwSignal::new(String::new());
    let change = use_naming(changing, form, errors);
    Effect::new(move || {
        if changing.is_naming.get() {
            errors.clear();
            let known = changing.renamed.get_untracked();
            name.set(known.map(|(_, name)| name).unwrap_or_default());
        }
    });
    let submit = move |ev: SubmitEvent| {
        ev.prevent_default();
        let (id, input) = read(changing, form);
        if errors.accept(form, validation::check(&input)) {
            change.dispatch((id, input));
        }
    };
    let words = move |new: &'static str, old: &'static str| {
        move || {
            if changing.renamed.with(Option::is_some) {
                old
            } else {
                new
            }
        }
    };
    view! {
        <Dialog id="name-passkey" open=changing.is_naming>
            <DialogContent close_label=texts.action_close() described=true>
                <DialogTitle>
                    {words(texts.passkeys_add_title(), texts.passkeys_rename_title())}
                </DialogTitle>
                <DialogDescription>{texts.passkeys_add_lead()}</DialogDescription>
                <form class="form-stack" method="post" novalidate node_ref=form on:submit=submit>
                    <FormField
                        id="passkey-name"
                        label=texts.passkeys_name()
                        errors=errors.of("name")
                        required=true
                    >
                        <Input
                            name="name"
                            autocomplete="off"
                            placeholder=texts.passkeys_name_example()
                            bind=name
                        />
                    </FormField>
                    <DialogFooter>
                        <DialogClose>{texts.action_cancel()}</DialogClose>
                        <Button kind=ButtonKind::Submit loading=change.pending()>
                            {words(texts.passkeys_add_submit(), texts.passkeys_rename_submit())}
                        </Button>
                    </DialogFooter>
                </form>
            </DialogContent>
        </Dialog>
    }
}

fn read(changing: Changing, form: NodeRef<html::Form>) -> Named {
    let name = Values::of(form).get("name");
    let id = changing.renamed.get_untracked().map(|(id, _)| id);
    (id, PasskeyUpdate { name })
}

/// The passkey that is to be renamed, and what it is to be called.
type Named = (Option<PasskeyId>, PasskeyUpdate);

fn use_naming(
    changing: Changing,
    form: NodeRef<html::Form>,
    errors: FormErrors,
) -> Action<Named, Result<&'static str, PasskeyError>> {
    let texts = use_texts();
    let client = use_client();
    let queries = use_queries();
    let step_up = use_step_up();
    let change = Action::new(move |(id, input): &Named| {
        let (client, id, input) = (client.clone(), *id, input.clone());
        async move {
            let PasskeyUpdate { name } = &input;
            match id {
                Some(id) => queries
                    .rename_passkey(&client, id, &input)
                    .await
                    .map(|_| texts.passkeys_renamed())
                    .map_err(PasskeyError::Api),
                None => queries
                    .add_passkey(&client, name)
                    .await
                    .map(|_| texts.passkeys_added()),
            }
        }
    });
    let changed = change.value();
    Effect::new(move || match changed.get() {
        None => {}
        Some(Ok(words)) => changing.conclude(words),
        Some(Err(PasskeyError::Api(error))) if !error.fields().is_empty() => {
            errors.show(error.fields().to_vec());
            focus_first_error(form);
        }
        Some(Err(PasskeyError::Api(error)))
            if step_up.asks(&error, move || {
                change.dispatch(read(changing, form));
            }) => {}
        Some(Err(error)) => Toasts.danger(passkey_refusal(texts, &error)),
    });
    change
}
