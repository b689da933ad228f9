BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '../Support/MultiBatch.Testing.psm1') -Force
    Import-TestModule
    $script:made = [Collections.Generic.List[string]]::new()
}

AfterAll { $made | ForEach-Object { Remove-BatchEnvironment -Name $_ -Confirm:$false -ErrorAction SilentlyContinue } }

Describe 'New-BatchEnvironment' {
    It 'makes an environment of this machine and emits it' {
        $name = New-TestName 'env'
        $made.Add($name)
        $environment = New-BatchEnvironment -Name $name -MaxVCpu 2 -MaxMemory 1GB
        $environment.Name | Should -Be $name
        $environment.MaxVCpu | Should -Be 2
        "$($environment.MaxMemory)" | Should -Be '1GiB'
    }

    It 'refuses rows, of which it would take the name alone' {
        $name = New-TestName 'env'
        $errors = Get-ErrorOf { [pscustomobject]@{ Name = 'other'; MaxVCpu = '1' } | New-BatchEnvironment -Name $name }
        $errors[0].FullyQualifiedErrorId | Should -Match '^InputObjectNotBound,'
        @(Get-BatchEnvironment).Name | Should -Not -Contain $name
    }

    It 'reports a name that is taken' {
        $name = New-TestName 'env'
        $made.Add($name)
        New-BatchEnvironment -Name $name -MaxVCpu 1 | Out-Null
        $errors = Get-ErrorOf { New-BatchEnvironment -Name $name -MaxVCpu 1 }
        $errors[0].FullyQualifiedErrorId | Should -Match 'AlreadyExists,'
        $errors[0].CategoryInfo.Category | Should -Be 'ResourceExists'
    }

    It 'makes nothing with -WhatIf' {
        $name = New-TestName 'env'
        New-BatchEnvironment -Name $name -MaxVCpu 1 -WhatIf | Should -BeNullOrEmpty
        @(Get-BatchEnvironment).Name | Should -Not -Contain $name
    }

    It 'refuses memory without a unit' {
        $errors = Get-ErrorOf { New-BatchEnvironment -Name (New-TestName 'env') -MaxMemory 16 }
        "$($errors[0])" | Should -Match 'unit|GB|GiB'
    }
}
