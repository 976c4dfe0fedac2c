//! The user's passkeys.

use contract::{
    Page, PasskeyId,
    passkeys::{Passkey, PasskeyUpdate},
    problem::code,
    validation,
};
use credentials::Refusal as BrowserRefusal;
use i18n::Texts;
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
    pages::{problem::Refusal, step_up::use_step_up},
    queries::{Latest, PasskeyError, use_queries, use_query},
};

/// What somebody wants to do with a passkey.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Change {
    Add,
    Rename(PasskeyId),
    Remove(PasskeyId),
}

/// The open question, which is asked in one of the dialogs.
#[derive(Clone, Copy)]
struct Asked {
    passkeys: Latest<Page<Passkey>>,
    about: RwSignal<Change>,
    is_naming: RwSignal<bool>,
    is_removing: RwSignal<bool>,
    alive: RwSignal<bool>,
    /// Where the focus goes when a button is gone that had it.
    place: NodeRef<html::Div>,
}

impl Asked {
    fn new(passkeys: Latest<Page<Passkey>>) -> Self {
        Self {
            passkeys,
            about: RwSignal::new(Change::Add),
            is_naming: RwSignal::new(false),
            is_removing: RwSignal::new(false),
            alive: use_alive(),
            place: NodeRef::new(),
        }
    }

    fn ask(self, change: Change) {
        Toasts.clear();
        let is_removal = matches!(change, Change::Remove(_));
        self.about.set(change);
        self.is_removing.set(is_removal);
        self.is_naming.set(!is_removal);
    }

    /// The passkey that is to be renamed.
    fn renamed(self) -> Option<PasskeyId> {
        match self.about.get() {
            Change::Rename(id) => Some(id),
            Change::Add | Change::Remove(_) => None,
        }
    }

    /// What the passkey is called by now.
    fn present_name(self) -> String {
        let (Change::Rename(about) | Change::Remove(about)) = self.about.get() else {
            return String::new();
        };
        self.passkeys.with(|latest| {
            let page = latest.as_ref().and_then(|(_, page)| page.as_ref().ok());
            page.and_then(|page| page.items.iter().find(|passkey| passkey.id == about))
                .map(|passkey| passkey.name.clone())
                .unwrap_or_default()
        })
    }

    /// Closes the dialog and says what has come of it.
    fn conclude(self, words: &str) {
        self.is_naming.set(false);
        self.is_removing.set(false);
        Toasts.success(words);
        request_animation_frame(move || {
            if let Some(place) = self.place.get_untracked() {
                // It fails only for elements that have left the document.
                drop(place.focus());
            }
        });
    }
}

/// The user's passkeys, and the ways to add, rename and remove them.
#[component]
pub(super) fn Passkeys() -> impl IntoView {
    let texts = use_texts();
    let passkeys = use_query(ask::passkeys);
    let asked = Asked::new(passkeys.latest);
    let list = move || match passkeys.latest.get() {
        None => view! {
            <CardContent>
                <Skeleton lines=2 />
            </CardContent>
        }
        .into_any(),
        Some((_, Ok(page))) => view! { <List page asked /> }.into_any(),
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
                disabled=Signal::derive(move || !asked.alive.get())
                on:click=move |_| asked.ask(Change::Add)
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
                node_ref=asked.place
            >
                {list}
            </div>
        </Card>
        <Naming asked />
        <Removing asked />
    }
}

#[component]
fn List(page: Page<Passkey>, asked: Asked) -> impl IntoView {
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
                children=move |passkey| view! { <Row passkey asked /> }
            />
        </ul>
    }
    .into_any()
}

#[component]
fn Row(passkey: Passkey, asked: Asked) -> impl IntoView {
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
    let disabled = Signal::derive(move || !asked.alive.get());
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
                    on:click=move |_| asked.ask(Change::Rename(id))
                >
                    {texts.passkeys_rename()}
                </Button>
                <Button
                    variant=ButtonVariant::Outline
                    size=ButtonSize::Sm
                    disabled
                    on:click=move |_| asked.ask(Change::Remove(id))
                >
                    {texts.passkeys_remove()}
                </Button>
            </div>
        </li>
    }
}

/// Asks for a name, of a new passkey or one that is there.
#[component]
fn Naming(asked: Asked) -> impl IntoView {
    let texts = use_texts();
    let form = NodeRef::<html::Form>::new();
    let errors = FormErrors::new();
    let name = RwSignal::new(String::new());
    let change = use_naming(asked, form, errors);
    let id = Signal::derive(move || asked.renamed());
    Effect::new(move || {
        if asked.is_naming.get() {
            errors.clear();
            name.set(untrack(|| asked.present_name()));
        }
    });
    let submit = move |ev: SubmitEvent| {
        ev.prevent_default();
        let (id, input) = read(asked, form);
        match validation::check(&input) {
            Ok(()) => {
                change.dispatch((id, input));
            }
            Err(refused) => {
                errors.show(refused);
                focus_first_error(form);
            }
        }
    };
    let words = move |new: &'static str, old: &'static str| {
        move || if id.get().is_some() { old } else { new }
    };
    view! {
        <Dialog id="name-passkey" open=asked.is_naming>
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

fn read(asked: Asked, form: NodeRef<html::Form>) -> Named {
    let name = Values::of(form).get("name");
    (untrack(|| asked.renamed()), PasskeyUpdate { name })
}

/// The passkey that is to be renamed, and what it is to be called.
type Named = (Option<PasskeyId>, PasskeyUpdate);

fn use_naming(
    asked: Asked,
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
        Some(Ok(words)) => asked.conclude(words),
        Some(Err(PasskeyError::Api(error))) if !error.fields().is_empty() => {
            errors.show(error.fields().to_vec());
            focus_first_error(form);
        }
        Some(Err(PasskeyError::Api(error)))
            if step_up.asks(&error, move || {
                change.dispatch(read(asked, form));
            }) => {}
        Some(Err(error)) => Toasts.danger(refusal(texts, &error)),
    });
    change
}

/// Asks once more, before a passkey is removed.
#[component]
fn Removing(asked: Asked) -> impl IntoView {
    let texts = use_texts();
    let client = use_client();
    let queries = use_queries();
    let step_up = use_step_up();
    let remove = Action::new(move |id: &PasskeyId| {
        let (client, id) = (client.clone(), *id);
        async move { queries.remove_passkey(&client, id).await }
    });
    let again = move || {
        if let Change::Remove(id) = asked.about.get_untracked() {
            remove.dispatch(id);
        }
    };
    let removed = remove.value();
    Effect::new(move || match removed.get() {
        None => {}
        Some(Ok(())) => asked.conclude(texts.passkeys_removed()),
        Some(Err(error)) if step_up.asks(&error, again) => {}
        Some(Err(error)) => {
            asked.is_removing.set(false);
            Toasts.danger(refusal(texts, &PasskeyError::Api(error)));
        }
    });
    let title = move || texts.passkeys_remove_title(&asked.present_name());
    view! {
        <Dialog id="remove-passkey" open=asked.is_removing>
            <DialogContent close_label=texts.action_close() described=true>
                <DialogTitle>{title}</DialogTitle>
                <DialogDescription>{texts.passkeys_remove_lead()}</DialogDescription>
                <DialogFooter>
                    <DialogClose>{texts.action_cancel()}</DialogClose>
                    <Button
                        variant=ButtonVariant::Danger
                        loading=remove.pending()
                        on:click=move |_| again()
                    >
                        {texts.passkeys_remove_submit()}
                    </Button>
                </DialogFooter>
            </DialogContent>
        </Dialog>
    }
}

/// Why a passkey has led to nothing, in words.
pub(in crate::pages) fn refusal(texts: &'static Texts, error: &PasskeyError) -> &'static str {
    match error {
        PasskeyError::Api(error) => texts.error(error.code()).unwrap_or_default(),
        PasskeyError::Browser(BrowserRefusal::Unsupported) => texts.passkeys_unsupported(),
        PasskeyError::Browser(BrowserRefusal::Cancelled) => texts.passkeys_add_cancelled(),
        PasskeyError::Browser(BrowserRefusal::Known) => {
            texts.error(code::PASSKEY_KNOWN).unwrap_or_default()
        }
        PasskeyError::Browser(BrowserRefusal::Failed) => texts.passkeys_failed(),
    }
}
