BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '../Support/MultiBatch.Testing.psm1') -Force
    Import-TestModule
    $script:environment = New-TestName 'env'
    New-BatchEnvironment -Name $environment -MaxVCpu 2 | Out-Null
    $script:made = [Collections.Generic.List[string]]::new()
}

AfterAll {
    $made | ForEach-Object { Remove-BatchQueue -Name $_ -Confirm:$false -ErrorAction SilentlyContinue }
    Remove-BatchEnvironment -Name $environment -Confirm:$false -ErrorAction SilentlyContinue
}

Describe 'New-BatchQueue' {
    It 'makes a queue that runs jobs' {
        $name = New-TestName 'queue'
        $made.Add($name)
        $queue = New-BatchQueue -Name $name -Environment $environment -Priority 5
        $queue.Name | Should -Be $name
        $queue.Priority | Should -Be 5
        @($queue.Environments) | Should -Be $environment
        $job = Submit-BatchJob -Queue $name -Command 'true' -Wait
        $job.State | Should -Be 'Succeeded'
        $job.Queue | Should -Be $name
    }

    It 'makes nothing with -WhatIf' {
        $name = New-TestName 'queue'
        New-BatchQueue -Name $name -Environment $environment -WhatIf | Should -BeNullOrEmpty
        @(Get-BatchQueue).Name | Should -Not -Contain $name
    }

    It 'reports an environment that is not there' {
        $errors = Get-ErrorOf { New-BatchQueue -Name (New-TestName 'queue') -Environment 'no-such-environment' }
        "$($errors[0])" | Should -Match 'no-such-environment'
    }

    It 'takes durations in the usual forms' {
        $name = New-TestName 'queue'
        $made.Add($name)
        (New-BatchQueue -Name $name -Environment $environment -MaxWait 2h).MaxWait | Should -Be ([timespan]::FromHours(2))
    }
}
