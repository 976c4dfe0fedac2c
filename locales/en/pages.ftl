### What plain pages share: header, footer, error pages.

pages-home = Pilaster, home
pages-nav-features = Features
pages-nav-architecture = How it works
pages-nav-code = Code
pages-nav-api = API

pages-footer-tagline = A full-stack SaaS foundation in Rust.
pages-footer-product = Product
pages-footer-developers = Developers
pages-footer-account = Account
pages-footer-openapi = OpenAPI document
pages-footer-licence = MIT or Apache-2.0

pages-not-found-title = There is no page here
pages-not-found-lead = The address may be mistyped, or the page has moved.
pages-error-title = That did not work
pages-error-request = Request
pages-error-request-hint = Name this id when you ask for help.
pages-to-start = Go to the start page
