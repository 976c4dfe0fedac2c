//! Services on real databases; what is outside the process is the sandbox.

#[cfg(test)]
mod escalation;
#[cfg(test)]
mod jobs;
#[cfg(test)]
mod limits;
#[cfg(test)]
mod lockouts;
#[cfg(test)]
mod mails;
#[cfg(test)]
mod purges;
#[cfg(test)]
mod schedules;
