BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '../Support/MultiBatch.Testing.psm1') -Force
    Import-TestModule
    $script:job = Submit-BatchJob -Script 'echo out; echo err >&2; echo last' -Wait
    $script:array = Submit-BatchJob -Script 'echo "child $MULTIBATCH_ARRAY_INDEX"' -ArraySize 3 -Wait
}

Describe 'Get-BatchJobLog' {
    It 'gives plain lines' {
        $lines = @($job | Get-BatchJobLog)
        $lines[0] | Should -BeOfType [string]
        $lines | Should -Contain 'out'
        $lines | Should -Contain 'last'
    }

    It 'gives objects with job, index, attempt, stream and time' {
        $entries = @($array | Get-BatchJobLog -AsObject)
        $entries.Count | Should -Be 3
        ($entries | ForEach-Object Index | Sort-Object) | Should -Be @(0, 1, 2)
        $entries[0].Attempt | Should -Be 1
        "$($entries[0].Stream)" | Should -Be 'Output'
        $errors = @($job | Get-BatchJobLog -AsObject | Where-Object { "$($_.Stream)" -eq 'Error' })
        $errors.Text | Should -Be 'err'
    }

    It 'gives the last lines with -Tail' {
        $long = Submit-BatchJob -Script 'for i in 1 2 3 4 5; do echo $i; done' -Wait
        @($long | Get-BatchJobLog -Tail 2) | Should -Be @('4', '5')
    }

    It 'gives one child' {
        Get-BatchJobLog "$($array.Reference)#2" | Should -Be 'child 2'
    }

    It 'follows a job to its end' {
        $running = Submit-BatchJob -Script 'echo a; sleep 1; echo b'
        @($running | Get-BatchJobLog -Follow) | Should -Be @('a', 'b')
    }

    It 'ends early when nobody wants more' {
        $running = Submit-BatchJob -Script 'echo a; sleep 60'
        try { $running | Get-BatchJobLog -Follow -WarningAction SilentlyContinue | Select-Object -First 1 | Should -Be 'a' }
        finally { Stop-TestJob $running }
    }

    It 'reports a job that is not there' {
        $errors = Get-ErrorOf { Get-BatchJobLog 'local:default/00000000000000000000000000' }
        $errors[0].FullyQualifiedErrorId | Should -Match '^JobNotFound,'
    }
}
