BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '../Support/MultiBatch.Testing.psm1') -Force
    Import-TestModule
    $script:environment = New-TestName 'env'
    New-BatchEnvironment -Name $environment -MaxVCpu 2 | Out-Null
}

AfterAll { Remove-BatchEnvironment -Name $environment -Confirm:$false }

Describe 'Remove-BatchQueue' {
    It 'removes a queue, not its environment' {
        $name = New-TestName 'queue'
        New-BatchQueue -Name $name -Environment $environment | Remove-BatchQueue -Confirm:$false
        @(Get-BatchQueue).Name | Should -Not -Contain $name
        @(Get-BatchEnvironment).Name | Should -Contain $environment
    }

    It 'keeps it with -WhatIf' {
        $name = New-TestName 'queue'
        New-BatchQueue -Name $name -Environment $environment | Out-Null
        Remove-BatchQueue -Name $name -WhatIf
        (Get-BatchQueue -Name $name).Name | Should -Be $name
        Remove-BatchQueue -Name $name -Force
    }

    It 'asks first, as removing does' {
        [Management.Automation.CommandMetadata]::new((Get-Command Remove-BatchQueue)).ConfirmImpact | Should -Be 'High'
    }
}
