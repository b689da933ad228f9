BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '../Support/MultiBatch.Testing.psm1') -Force
    Import-TestModule
    $script:name = New-TestName 'env'
    New-BatchEnvironment -Name $name -MaxVCpu 2 -MaxMemory 1GB | Out-Null
}

AfterAll { Remove-BatchEnvironment -Name $name -Confirm:$false }

Describe 'Set-BatchEnvironment' {
    It 'changes what is given and nothing else' {
        Set-BatchEnvironment -Name $name -MaxVCpu 3
        $environment = Get-BatchEnvironment -Name $name
        $environment.MaxVCpu | Should -Be 3
        "$($environment.MaxMemory)" | Should -Be '1GiB'
    }

    It 'takes the environment from the pipeline, and emits it as it is then' {
        $after = Get-BatchEnvironment -Name $name | Set-BatchEnvironment -Enabled $false
        $after.Name | Should -Be $name
        $after.Enabled | Should -BeFalse
        (Set-BatchEnvironment -Name $name -Enabled $true).Enabled | Should -BeTrue
    }

    It 'changes nothing with -WhatIf' {
        Set-BatchEnvironment -Name $name -MaxVCpu 7 -WhatIf
        (Get-BatchEnvironment -Name $name).MaxVCpu | Should -Not -Be 7
    }

    It 'reports a name that is not there' {
        $errors = Get-ErrorOf { Set-BatchEnvironment -Name 'no-such-environment' -MaxVCpu 1 }
        $errors[0].FullyQualifiedErrorId | Should -Match 'NotFound,'
    }
}
