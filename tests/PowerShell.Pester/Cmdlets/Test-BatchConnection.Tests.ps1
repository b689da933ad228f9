BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '../Support/MultiBatch.Testing.psm1') -Force
    Import-TestModule
}

Describe 'Test-BatchConnection' {
    It 'says that this machine can be reached' {
        $test = Test-BatchConnection
        $test.Works | Should -BeTrue
    }

    It 'tests one by name' {
        $name = New-TestName 'con'
        Connect-Batch -Provider local -Name $name | Out-Null
        try { (Test-BatchConnection -Name $name).Name | Should -Be $name }
        finally { Disconnect-Batch -Name $name }
    }

    It 'reports a name that is not there' {
        $errors = Get-ErrorOf { Test-BatchConnection -Name 'no-such-connection' }
        $errors[0].FullyQualifiedErrorId | Should -Match '^ConnectionNotFound,'
    }
}
