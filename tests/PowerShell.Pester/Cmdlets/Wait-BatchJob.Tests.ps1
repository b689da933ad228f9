BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '../Support/MultiBatch.Testing.psm1') -Force
    Import-TestModule
}

Describe 'Wait-BatchJob' {
    It 'emits each job once, final, as it ends' {
        $slow = Submit-BatchJob -Name slow -Script 'sleep 2'
        $quick = Submit-BatchJob -Name quick -Script 'true'
        $ended = @($slow, $quick | Wait-BatchJob)
        $ended.Name | Should -Be @('quick', 'slow')
        "$($ended.State)" | Should -Be 'Succeeded Succeeded'
    }

    It 'ends with the first with -Any' {
        $slow = Submit-BatchJob -Script 'sleep 60'
        $quick = Submit-BatchJob -Name quick -Script 'true'
        try { @($slow, $quick | Wait-BatchJob -Any).Name | Should -Be 'quick' }
        finally { Stop-TestJob $slow }
    }

    It 'reports each job that did not end in time, and leaves it' {
        $job = Submit-BatchJob -Script 'sleep 60'
        try {
            $ended = $job | Wait-BatchJob -Timeout 200ms -ErrorAction SilentlyContinue -ErrorVariable errors
            $ended | Should -BeNullOrEmpty
            $errors[0].FullyQualifiedErrorId | Should -Match '^WaitTimedOut,'
            $errors[0].CategoryInfo.Category | Should -Be 'OperationTimeout'
            ($job | Get-BatchJob).State | Should -Not -Be 'Cancelled'
        }
        finally { Stop-TestJob $job }
    }

    It 'takes a job that has ended already' {
        $job = Submit-BatchJob -Command 'true' -Wait
        ($job | Wait-BatchJob).State | Should -Be 'Succeeded'
    }

    It 'waits for many at once' {
        $jobs = 1..20 | ForEach-Object { Submit-BatchJob -Command 'true' }
        @($jobs | Wait-BatchJob).Count | Should -Be 20
    }

    It 'reports a job that is not there' {
        $errors = Get-ErrorOf { Wait-BatchJob 'local:default/00000000000000000000000000' }
        $errors[0].FullyQualifiedErrorId | Should -Match '^JobNotFound,'
    }
}
