BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '../Support/MultiBatch.Testing.psm1') -Force
    Import-TestModule
    $script:name = New-TestName 'con'
    Connect-Batch -Provider local -Name $name | Out-Null
}

AfterAll { Disconnect-Batch -Name $name }

Describe 'Get-BatchConnection' {
    It 'lists the connections of the process, and says which is the default' {
        $all = @(Get-BatchConnection)
        $all.Name | Should -Contain $name
        @($all | Where-Object IsDefault).Name | Should -Be $name
    }

    It 'gives one by name' {
        (Get-BatchConnection -Name $name).Provider | Should -Be 'local'
    }

    It 'takes a pattern' {
        (Get-BatchConnection -Name "$name*").Name | Should -Be $name
    }

    It 'reports a name that is not there, and goes on' {
        $errors = Get-ErrorOf { Get-BatchConnection -Name 'no-such-connection' }
        $errors[0].FullyQualifiedErrorId | Should -Match '^ConnectionNotFound,'
        $errors[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $errors[0].TargetObject | Should -Be 'no-such-connection'
    }
}
