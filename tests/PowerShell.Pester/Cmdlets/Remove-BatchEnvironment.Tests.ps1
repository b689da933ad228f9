BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '../Support/MultiBatch.Testing.psm1') -Force
    Import-TestModule
}

Describe 'Remove-BatchEnvironment' {
    It 'removes by name and from the pipeline' {
        $names = 1..2 | ForEach-Object { New-TestName 'env' }
        $environments = $names | ForEach-Object { New-BatchEnvironment -Name $_ -MaxVCpu 1 }
        Remove-BatchEnvironment -Name $names[0] -Confirm:$false
        $environments[1] | Remove-BatchEnvironment -Confirm:$false
        @(Get-BatchEnvironment | Where-Object Name -in $names).Count | Should -Be 0
    }

    It 'keeps it with -WhatIf' {
        $name = New-TestName 'env'
        New-BatchEnvironment -Name $name -MaxVCpu 1 | Out-Null
        Remove-BatchEnvironment -Name $name -WhatIf
        (Get-BatchEnvironment -Name $name).Name | Should -Be $name
        Remove-BatchEnvironment -Name $name -Force
        @(Get-BatchEnvironment).Name | Should -Not -Contain $name
    }

    It 'asks first, as removing does' {
        [Management.Automation.CommandMetadata]::new((Get-Command Remove-BatchEnvironment)).ConfirmImpact | Should -Be 'High'
    }
}
