BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '../Support/MultiBatch.Testing.psm1') -Force
    Import-TestModule
    $script:folder = New-TestFolder
}

Describe 'Submit-BatchJob by parameters' {
    It 'runs the first command anybody tries' {
        $job = Submit-BatchJob -Command hostname -Wait
        $job.State | Should -Be 'Succeeded'
        $job.ExitCode | Should -Be 0
        @($job | Get-BatchJobLog) | Should -Be ([Environment]::MachineName)
    }

    It 'always emits its job, at once when it does not wait' {
        $job = Submit-BatchJob -Name (New-TestName 'job') -Command sleep, 60
        try {
            @($job).Count | Should -Be 1
            $job.State | Should -BeIn 'Submitted', 'Queued', 'Starting', 'Running'
            $job.Provider | Should -Be 'local'
        }
        finally { Stop-TestJob $job }
    }

    It 'hands over what was given' {
        $job = Submit-BatchJob -Name 'given' -Script 'echo "$COLOR $MULTIBATCH_ARRAY_SIZE"' -Env @{ COLOR = 'blue' } -Label @{ team = 'a' } -Memory 64MB -VCpu 0.25 -Timeout 90s -MaxAttempts 2 -Wait
        $job.Name | Should -Be 'given'
        $job.Labels['team'] | Should -Be 'a'
        $job | Get-BatchJobLog | Should -Be 'blue 1'
    }

    It 'understands sizes the same as literal, text and CSV cell' {
        $plans = @(
            Get-BatchPlan -Command 'true' -Memory 1GB
            Get-BatchPlan -Command 'true' -Memory '1GB'
            'Command,Memory', 'true,1GB' | ConvertFrom-Csv | Get-BatchPlan
        )
        ($plans | ForEach-Object { Get-PlannedSpec $_ }).resources.memory | Should -Be @('1GiB', '1GiB', '1GiB')
    }

    It 'refuses memory without a unit' {
        $errors = Get-ErrorOf { Submit-BatchJob -Command 'true' -Memory 512 }
        $errors.Count | Should -Be 1
        "$($errors[0])" | Should -Match '512'
    }

    It 'understands a timeout of <Text> as <Planned>' -ForEach @(
        @{ Text = 90; Planned = '1m30s' }, @{ Text = '90s'; Planned = '1m30s' }, @{ Text = '2h'; Planned = '2h' }, @{ Text = '1.12:00:00'; Planned = '1d12h' }, @{ Text = [timespan]::FromMinutes(5); Planned = '5m' }
    ) {
        (Get-PlannedSpec (Get-BatchPlan -Command 'true' -Timeout $Text)).timeout | Should -Be $Planned
    }

    It 'writes one line with -WhatIf and submits nothing' {
        $name = New-TestName 'whatif'
        Submit-BatchJob -Name $name -Command 'true' -WhatIf | Should -BeNullOrEmpty
        @(Get-BatchJob -Name $name).Count | Should -Be 0
    }

    It 'refuses what this machine cannot do, with the field and the way out, and submits nothing' {
        $name = New-TestName 'refused'
        $errors = Get-ErrorOf { Submit-BatchJob -Name $name -Command 'true' -Image 'alpine:3' }
        $errors.Count | Should -Be 1
        "$($errors[0])" | Should -Match 'image'
        @(Get-BatchJob -Name $name).Count | Should -Be 0
    }

    It 'makes one job of one submission id' {
        $name = New-TestName 'once'
        $id = (Submit-BatchJob -Name $name -Command 'true' -Wait).SubmissionId
        $again = Submit-BatchJob -Name $name -Command 'true' -SubmissionId $id -Wait
        $again.SubmissionId | Should -Be $id
        @(Get-BatchJob -Name $name).Count | Should -Be 1
    }

    It 'waits for other jobs, given as objects' {
        $order = Join-Path $folder (New-TestName 'order')
        $first = Submit-BatchJob -Script "sleep 1; echo first >> '$order'"
        $second = Submit-BatchJob -Script "echo second >> '$order'" -DependsOn $first -Wait
        $second.State | Should -Be 'Succeeded'
        Get-Content $order | Should -Be @('first', 'second')
    }

    It 'ends with the job''s failure as its state, not as an error' {
        $errors = @()
        $job = Submit-BatchJob -Script 'exit 3' -Wait -ErrorVariable errors
        $job.State | Should -Be 'Failed'
        $job.ExitCode | Should -Be 3
        $errors.Count | Should -Be 0
    }

    It 'adds an error with -FailOnJobError, and emits the job all the same' {
        $job = Submit-BatchJob -Script 'exit 3' -Wait -FailOnJobError -ErrorAction SilentlyContinue -ErrorVariable errors
        $job.State | Should -Be 'Failed'
        $errors.Count | Should -Be 1
        $errors[0].FullyQualifiedErrorId | Should -Match '^JobFailed,'
        "$($errors[0].TargetObject)" | Should -Match ([regex]::Escape($job.Id))
    }

    It 'follows: lines go to the information stream, and the job comes once, at the end' {
        $job = Submit-BatchJob -Script 'echo one; echo two' -Follow -InformationVariable lines -InformationAction SilentlyContinue
        @($job).Count | Should -Be 1
        $job.State | Should -Be 'Succeeded'
        ($lines | ForEach-Object { "$_" }) -join '|' | Should -Match 'one\|.*two'
    }
}

Describe 'Submit-BatchJob from a job file' {
    It 'submits every job of it, each emitted once' {
        $file = Join-Path (Get-RepositoryRoot) 'examples/pipeline.yaml'
        $jobs = @(Submit-BatchJob -Path $file -Wait)
        $jobs.Count | Should -Be 4
        $jobs.State | Should -Not -Contain 'Failed'
    }

    It 'reports what is wrong with a file, with its line' {
        $file = Join-Path $folder 'wrong.yaml'
        Set-Content $file "name: x`ncomand: [echo]"
        $errors = Get-ErrorOf { Submit-BatchJob -Path $file }
        "$($errors[0])" | Should -Match 'comand'
    }

    It 'reports a file that is not there' {
        $errors = Get-ErrorOf { Submit-BatchJob -Path (Join-Path $folder 'none.yaml') }
        $errors.Count | Should -Be 1
        "$($errors[0])" | Should -Match 'none.yaml'
    }
}

Describe 'Submit-BatchJob from the pipeline' {
    It 'makes a job of each row, columns being parameters' {
        $csv = Join-Path $folder 'rows.csv'
        Set-Content $csv 'Name,Script,Timeout,Memory', 'row-a,echo a,5m,64MB', 'row-b,echo b,,'
        $jobs = @(Import-Csv $csv | Submit-BatchJob -Wait)
        $jobs.Name | Sort-Object | Should -Be @('row-a', 'row-b')
        $jobs.State | Should -Be @('Succeeded', 'Succeeded')
    }

    It 'takes a blank as not set' {
        $plan = 'Command,Memory,Queue', 'true,,' | ConvertFrom-Csv | Get-BatchPlan
        $plan.IsAccepted | Should -BeTrue
        @($plan.Dispositions | Where-Object { $_.Field -eq '/resources/memory' }).Disposition | Should -Be 'Defaulted'
    }

    It 'refuses a column it does not know, naming it' {
        $errors = Get-ErrorOf { [pscustomobject]@{ Name = 'x'; Command = 'true'; Memroy = '1GB' } | Submit-BatchJob }
        $errors.Count | Should -Be 1
        "$($errors[0])" | Should -Match 'Memroy'
    }

    It 'makes a job of each input object, with script blocks for name and command' {
        $jobs = @('x', 'y' | Submit-BatchJob -Name { "in-$_" } -Command { 'echo', $_ } -Wait)
        $jobs.Name | Sort-Object | Should -Be @('in-x', 'in-y')
        ($jobs | Sort-Object Name | Get-BatchJobLog) | Should -Be @('x', 'y')
    }

    It 'makes one array of all objects with -AsArray' {
        $rows = 1..5 | ForEach-Object { [pscustomobject]@{ NUMBER = $_; WORD = "w$_" } }
        $job = $rows | Submit-BatchJob -AsArray -Script 'echo "$NUMBER $WORD"' -Wait
        @($job).Count | Should -Be 1
        $job.ArraySize | Should -Be 5
        $job.State | Should -Be 'Succeeded'
        @($job | Get-BatchJobLog | Sort-Object) | Should -Be (1..5 | ForEach-Object { "$_ w$_" })
    }

    It 'goes on with the others when one item is wrong' {
        $rows = @([pscustomobject]@{ Name = 'good-1'; Command = 'true' }, [pscustomobject]@{ Name = 'bad'; Command = 'true'; Memory = 'lots' }, [pscustomobject]@{ Name = 'good-2'; Command = 'true' })
        $jobs = @($rows | Submit-BatchJob -Wait -ErrorAction SilentlyContinue -ErrorVariable errors)
        $jobs.Name | Sort-Object | Should -Be @('good-1', 'good-2')
        $errors.Count | Should -BeGreaterThan 0
    }
}

Describe 'Submit-BatchJob when the pipeline ends early' {
    It 'leaves submitted jobs alone when Select-Object has enough' {
        $name = New-TestName 'first'
        $one = 1..3 | ForEach-Object { [pscustomobject]@{ Name = $name; Script = 'sleep 2' } } | Submit-BatchJob -WarningAction SilentlyContinue | Select-Object -First 1
        $one.State | Should -Not -Be 'Cancelled'
        ($one | Wait-BatchJob).State | Should -Be 'Succeeded'
    }

    It 'stops waiting when a later command throws, and the job goes on' {
        $name = New-TestName 'throws'
        { Submit-BatchJob -Name $name -Script 'sleep 1' | ForEach-Object { throw 'enough' } } | Should -Throw 'enough'
        (Get-BatchJob -Name $name | Wait-BatchJob).State | Should -Be 'Succeeded'
    }

    It 'stops waiting when it is stopped, says where the job is, and leaves it running' {
        $name = New-TestName 'ctrlc'
        $shell = [powershell]::Create()
        $null = $shell.AddScript('param($m, $n) Import-Module $m; Submit-BatchJob -Name $n -Script "sleep 3" -Wait').AddArgument((Get-TestModulePath)).AddArgument($name)
        $run = $shell.BeginInvoke()
        while (@(Get-BatchJob -Name $name).Count -eq 0 -and -not $run.IsCompleted) { [Threading.Thread]::Sleep(50) }
        $shell.Stop()
        $run.IsCompleted | Should -BeTrue
        $job = Get-BatchJob -Name $name
        ($job | Wait-BatchJob).State | Should -Be 'Succeeded'
    }
}
