BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '../Support/MultiBatch.Testing.psm1') -Force
    Import-TestModule
}

Describe 'Connect-Batch' {
    It 'makes a connection and emits it' {
        $name = New-TestName 'con'
        $connection = Connect-Batch -Provider local -Name $name
        $connection.Name | Should -Be $name
        $connection.Provider | Should -Be 'local'
        Disconnect-Batch -Name $name
    }

    It 'makes it the default of this session' {
        $name = New-TestName 'con'
        Connect-Batch -Provider local -Name $name | Out-Null
        try { (Submit-BatchJob -Command 'true' -Wait).Connection | Should -Be $name }
        finally { Disconnect-Batch -Name $name }
    }

    It 'refuses a provider that is not there, and names those that are' {
        $errors = Get-ErrorOf { Connect-Batch -Provider nowhere -Name (New-TestName 'con') }
        $errors.Count | Should -Be 1
        "$($errors[0])" | Should -Match 'local'
    }

    It 'makes a connection that is there the one in use, by its name alone' {
        $names = 1..2 | ForEach-Object { New-TestName 'con' }
        $names | ForEach-Object { Connect-Batch -Provider local -Name $_ | Out-Null }
        try { (Connect-Batch -Name $names[0]).IsDefault | Should -BeTrue }
        finally { Disconnect-Batch -Name $names }
    }

    It 'keeps a saved connection for the next session' {
        $name = New-TestName 'saved'
        Connect-Batch -Provider local -Name $name -Save | Out-Null
        try {
            $seen = Invoke-Session -Arguments $name { Import-Module $args[0]; (Submit-BatchJob -Connection $args[1] -Command 'true' -Wait).Connection }
            $seen | Should -Be $name
        }
        finally {
            Disconnect-Batch -Name $name
            Remove-BatchConnection -Name $name -Confirm:$false
        }
    }

    It 'saves nothing with -WhatIf' {
        $name = New-TestName 'whatif'
        Connect-Batch -Provider local -Name $name -Save -WhatIf | Out-Null
        (Get-BatchConnection -Name $name).IsSaved | Should -BeFalse
        Disconnect-Batch -Name $name
    }
}
