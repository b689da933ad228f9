BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '../Support/MultiBatch.Testing.psm1') -Force
    Import-TestModule
    $script:name = New-TestName 'def'
    Register-BatchJobDefinition -Name $name -Command 'true' | Out-Null
    Register-BatchJobDefinition -Name $name -Command 'false' | Out-Null
}

AfterAll { Get-BatchJobDefinition -Name $name -AllRevisions | Unregister-BatchJobDefinition -Confirm:$false }

Describe 'Get-BatchJobDefinition' {
    It 'gives the latest revision by name, and a certain one' {
        (Get-BatchJobDefinition -Name $name).Revision | Should -Be 2
        (Get-BatchJobDefinition -Name "${name}:1").Command | Should -Be 'true'
    }

    It 'lists names' { @(Get-BatchJobDefinition).Name | Should -Contain $name }

    It 'lists all revisions when asked' {
        @(Get-BatchJobDefinition -Name $name -AllRevisions).Revision | Sort-Object | Should -Be @(1, 2)
    }

    It 'reports a name that is not there' {
        $errors = Get-ErrorOf { Get-BatchJobDefinition -Name 'no-such-definition' }
        $errors[0].FullyQualifiedErrorId | Should -Match 'NotFound,'
        $errors[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
    }
}
