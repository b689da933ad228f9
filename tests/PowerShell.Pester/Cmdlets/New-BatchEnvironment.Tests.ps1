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

    It 'takes rows from the pipeline by property name' {
        $rows = 1..2 | ForEach-Object { [pscustomobject]@{ Name = New-TestName 'env'; MaxVCpu = "$_" } }
        $rows | ForEach-Object { $made.Add($_.Name) }
        $environments = @($rows | New-BatchEnvironment)
        $environments.Name | Should -Be $rows.Name
        $environments.MaxVCpu | Should -Be @(1, 2)
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
