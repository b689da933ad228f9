BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '../Support/MultiBatch.Testing.psm1') -Force
    Import-TestModule
}

Describe 'Disconnect-Batch' {
    It 'closes a connection by name' {
        $name = New-TestName 'con'
        Connect-Batch -Provider local -Name $name | Out-Null
        Disconnect-Batch -Name $name
        @(Get-BatchConnection).Name | Should -Not -Contain $name
    }

    It 'takes connections from the pipeline' {
        $names = 1..2 | ForEach-Object { New-TestName 'con' }
        $names | ForEach-Object { Connect-Batch -Provider local -Name $_ } | Disconnect-Batch
        @(Get-BatchConnection | Where-Object Name -in $names).Count | Should -Be 0
    }

    It 'leaves jobs running' {
        $name = New-TestName 'con'
        Connect-Batch -Provider local -Name $name | Out-Null
        $job = Submit-BatchJob -Script 'sleep 1; echo still here'
        Disconnect-Batch -Name $name
        Connect-Batch -Provider local -Name $name | Out-Null
        try { ($job | Wait-BatchJob).State | Should -Be 'Succeeded' }
        finally { Disconnect-Batch -Name $name }
    }
}
