BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '../Support/MultiBatch.Testing.psm1') -Force
    Import-TestModule
}

Describe 'Unregister-BatchJobDefinition' {
    It 'unregisters one revision, then the rest' {
        $name = New-TestName 'def'
        Register-BatchJobDefinition -Name $name -Command 'true' | Out-Null
        Register-BatchJobDefinition -Name $name -Command 'false' | Out-Null
        Unregister-BatchJobDefinition -Definition "${name}:2" -Confirm:$false
        (Get-BatchJobDefinition -Name $name).Revision | Should -Be 1
        Get-BatchJobDefinition -Name $name | Unregister-BatchJobDefinition -Confirm:$false
        @(Get-BatchJobDefinition | Where-Object IsActive).Name | Should -Not -Contain $name
    }

    It 'keeps it with -WhatIf' {
        $name = New-TestName 'def'
        Register-BatchJobDefinition -Name $name -Command 'true' | Out-Null
        Unregister-BatchJobDefinition -Definition "${name}:1" -WhatIf
        (Get-BatchJobDefinition -Name $name).Revision | Should -Be 1
        Unregister-BatchJobDefinition -Definition "${name}:1" -Force
    }

    It 'asks first, as unregistering does' {
        [Management.Automation.CommandMetadata]::new((Get-Command Unregister-BatchJobDefinition)).ConfirmImpact | Should -Be 'High'
    }
}
