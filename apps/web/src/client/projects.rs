//! What is asked of the API about the projects of a team.

use contract::{
    ProjectGrantId, ProjectId, TeamId, path,
    projects::{
        Project, ProjectCreate, ProjectExportQuery, ProjectGrant, ProjectGrantCreate, ProjectQuery,
        ProjectUpdate,
    },
};

use super::{
    Call, Client, Result,
    ask::{in_team, of_team},
};

impl Client {
    /// Creates a project.
    pub async fn create_project(&self, team: TeamId, input: &ProjectCreate) -> Result<Project> {
        let call = Call::post(of_team(path::PROJECTS, team));
        self.fetch(call.with(input)?).await
    }

    /// Changes a project, unless it was changed since `version`.
    pub async fn update_project(
        &self,
        team: TeamId,
        id: ProjectId,
        input: &ProjectUpdate,
        version: i64,
    ) -> Result<Project> {
        let call = Call::patch(in_team(path::PROJECT, team, id), Some(version));
        self.fetch(call.with(input)?).await
    }

    /// Puts a project out of the way.
    pub async fn archive_project(&self, team: TeamId, id: ProjectId) -> Result<Project> {
        self.fetch(Call::post(in_team(path::ARCHIVE_PROJECT, team, id)))
            .await
    }

    /// Brings an archived project back.
    pub async fn restore_project(&self, team: TeamId, id: ProjectId) -> Result<Project> {
        self.fetch(Call::post(in_team(path::RESTORE_PROJECT, team, id)))
            .await
    }

    /// Deletes a project for good.
    pub async fn delete_project(&self, team: TeamId, id: ProjectId) -> Result<()> {
        self.run(Call::delete(in_team(path::PROJECT, team, id)))
            .await
    }

    /// Shares a project, or changes how much of it is shared.
    pub async fn share_project(
        &self,
        team: TeamId,
        id: ProjectId,
        input: &ProjectGrantCreate,
    ) -> Result<ProjectGrant> {
        let call = Call::post(in_team(path::PROJECT_GRANTS, team, id));
        self.fetch(call.with(input)?).await
    }

    /// Shares a project with somebody no more.
    pub async fn unshare_project(
        &self,
        team: TeamId,
        id: ProjectId,
        grant: ProjectGrantId,
    ) -> Result<()> {
        let path = in_team(path::PROJECT_GRANT, team, id);
        let path = path.replace("{grant_id}", &grant.to_string());
        self.run(Call::delete(path)).await
    }
}

/// Where the list of projects is downloaded that a page shows.
pub fn projects_export_path(team: TeamId, query: &ProjectQuery) -> String {
    let ProjectQuery {
        search,
        status,
        owner_id,
        archived,
        sort: _,
        limit: _,
        cursor: _,
    } = query.clone();
    let query = serde_urlencoded::to_string(ProjectExportQuery {
        search,
        status,
        owner_id,
        archived,
    })
    .unwrap_or_default();
    let path = of_team(path::EXPORT_PROJECTS, team);
    if query.is_empty() {
        path
    } else {
        format!("{path}?{query}")
    }
}
