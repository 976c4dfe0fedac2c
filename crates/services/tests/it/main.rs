//! Services on real databases; what is outside the process is the sandbox.

#[cfg(test)]
mod audit;
#[cfg(test)]
mod audit_export;
#[cfg(test)]
mod callers;
#[cfg(test)]
mod commands;
#[cfg(test)]
mod digests;
#[cfg(test)]
mod entering;
#[cfg(test)]
mod escalation;
#[cfg(test)]
mod grace;
#[cfg(test)]
mod jobs;
#[cfg(test)]
mod large_seed;
#[cfg(test)]
mod limits;
#[cfg(test)]
mod lockouts;
#[cfg(test)]
mod mails;
#[cfg(test)]
mod notifications;
#[cfg(test)]
mod product_audit;
#[cfg(test)]
mod projects;
#[cfg(test)]
mod purges;
#[cfg(test)]
mod schedules;
