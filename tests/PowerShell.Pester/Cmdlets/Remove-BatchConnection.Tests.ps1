BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '../Support/MultiBatch.Testing.psm1') -Force
    Import-TestModule
}

Describe 'Remove-BatchConnection' {
    It 'forgets a saved connection' {
        $name = New-TestName 'saved'
        Connect-Batch -Provider local -Name $name -Save | Out-Null
        Remove-BatchConnection -Name $name -Confirm:$false
        $seen = Invoke-Session { Import-Module $args[0]; Get-BatchConnection | ForEach-Object Name }
        @($seen) | Should -Not -Contain $name
    }

    It 'keeps it with -WhatIf' {
        $name = New-TestName 'saved'
        Connect-Batch -Provider local -Name $name -Save | Out-Null
        try {
            Remove-BatchConnection -Name $name -WhatIf
            $seen = Invoke-Session { Import-Module $args[0]; Get-BatchConnection | ForEach-Object Name }
            @($seen) | Should -Contain $name
        }
        finally { Remove-BatchConnection -Name $name -Confirm:$false }
    }

    It 'reports a name that is not there' {
        $errors = Get-ErrorOf { Remove-BatchConnection -Name 'no-such-connection' -Confirm:$false }
        $errors[0].FullyQualifiedErrorId | Should -Match '^ConnectionNotFound,'
    }

    It 'asks first, as removing does' {
        (Get-Command Remove-BatchConnection).ScriptBlock | Should -BeNullOrEmpty
        [Management.Automation.CommandMetadata]::new((Get-Command Remove-BatchConnection)).ConfirmImpact | Should -Be 'High'
    }
}
