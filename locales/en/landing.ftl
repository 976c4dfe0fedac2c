### The landing page.

landing-title = Pilaster: sign-up to invoice, from one binary
landing-description = A full-stack SaaS foundation in Rust: accounts, sessions, mail, background jobs, a REST API and a translated web application, on SQLite or PostgreSQL.

landing-hero-eyebrow = A full-stack SaaS foundation in Rust
landing-hero-title = Sign-up to invoice, from one binary.
landing-hero-lead = Clone it, run one command, and people can sign up. Accounts, sessions, mail, jobs, a REST API and the web application work today. Teams, billing and invoices come next, on the same layers.
landing-hero-start = Create an account
landing-hero-dashboard = Open your dashboard
landing-hero-api = Browse the API

landing-visual-label = A terminal in which cargo xtask dev starts Pilaster, in front of the Users page of the running product: a search field and a table of people with their status.
landing-mock-users-lead = Everyone with an account.
landing-mock-search = Search by name or address
landing-mock-name = Name
landing-mock-status = Status
landing-mock-joined = Joined
landing-mock-active = Active
landing-mock-deactivated = Deactivated
landing-mock-superuser = Superuser

landing-facts-label = In short
landing-fact-binary = One binary
landing-fact-binary-detail = Server, worker, migrations and every asset in one file.
landing-fact-databases = Two databases
landing-fact-databases-detail = SQLite and PostgreSQL, with the same tests run on both.
landing-fact-script = No script before sign-in
landing-fact-script-detail = This page and every form up to the dashboard work without.
landing-fact-door = One door to the data
landing-fact-door-detail = Pages call the same REST API as everyone else.

landing-features-eyebrow = What works today
landing-features-title = The parts every product needs, done properly once
landing-features-lead = Nothing below is a plan. Each of these is in the code, driven by tests on both databases and in a real browser.

landing-accounts-title = Accounts that keep quiet
landing-accounts-text = Sign-up, confirmation by mail, sign-in, profile, password change. A known address and an unknown one get the same answer in the same time, so nobody can find out who your customers are.
landing-accounts-step-sign-up = Sign-up
landing-accounts-step-mail = Confirmation mail
landing-accounts-step-sign-in = Sign-in
landing-sessions-title = Sessions that notice theft
landing-sessions-text = Refresh tokens rotate at every use. A lost answer or a second tab is forgiven; a stolen token used again ends the session and writes to its owner.
landing-sessions-visual = Token one was exchanged for token two and token two for token three. Token one is presented again, so the session ends.
landing-sessions-used = used
landing-sessions-current = current
landing-sessions-reused = used again
landing-sessions-ended = session ended
landing-rendering-title = Complete from the server, alive in the browser
landing-rendering-text = Leptos renders every page on the server and hydrates it after sign-in. What was fetched there is not fetched again.
landing-api-title = One API, described by itself
landing-api-text = REST under /api/v1 with an OpenAPI 3.1 document, a page to browse it offline, and the same form for every refusal.
landing-databases-title = SQLite or PostgreSQL
landing-databases-text = Start on a file. Point DATABASE_URL at a server when you outgrow it; no line of your code changes.
landing-jobs-title = Work that survives kill -9
landing-jobs-text = Mails are queued in the transaction that causes them and sent by a worker with leases, retries and dead letters. A killed process loses nothing.
landing-languages-title = Every word, both directions
landing-languages-text = A missing translation does not compile. Plurals, dates, numbers and right-to-left layout included.
landing-languages-sample = Welcome back
landing-languages-count = { $count ->
    [one] { $count } new message
   *[other] { $count } new messages
}
landing-accessible-title = Usable by everyone
landing-accessible-text = Keyboard, screen reader, phone, light and dark. Every page is checked by axe in a real browser.
landing-security-title = A content policy without exceptions
landing-security-text = No inline style, no inline script, no third party. Tokens stay in httpOnly cookies and never reach local storage.

landing-architecture-eyebrow = How it works
landing-architecture-title = Every request takes the same road
landing-architecture-lead = A page that is rendered on the server calls the API in process, with the visitor’s own cookies. There is one place where access is decided, and no way around it.
landing-architecture-browser = Browser
landing-architecture-browser-detail = fetch, with cookies
landing-architecture-page = Page on the server
landing-architecture-page-detail = in process, no socket
landing-architecture-api = API
landing-architecture-api-detail = who is asking, is the input valid
landing-architecture-services = Services
landing-architecture-services-detail = policy first, then the use case
landing-architecture-database = Database
landing-architecture-database-detail = data and queued work, one transaction
landing-architecture-worker = Worker
landing-architecture-worker-detail = mail and jobs, with retries

landing-code-eyebrow = The code you inherit
landing-code-title = Plain functions that read like the rule they enforce
landing-code-lead = No framework of our own to learn. A use case is an async function: context, actor, input.
landing-code-point-input = Inputs are taken apart field by field, so a new field does not compile until someone decides what it does.
landing-code-point-clock = Time and randomness come from the context. Tests set both.
landing-code-point-errors = Refusals are stable codes; the words are translated in the web application.
landing-code-label = A function of Pilaster’s services, in Rust

landing-start-eyebrow = Start
landing-start-title = One command to run it, one to test it
landing-start-lead = You need Rust, a C compiler and git. The command installs what is missing, creates the database, fills it with demo data and starts serving.
landing-start-step-dev = Start everything
landing-start-step-test = Test everything
landing-start-step-build = Build the binary to deploy

landing-cta-title = See it from the inside
landing-cta-text = Create an account, confirm the address, look around. Then read the code that did it.
