<?php
/**
 * Runs every test and says of each how it went.
 */

require_once __DIR__ . '/plugin.php';
require_once __DIR__ . '/tests.php';

$failed = 0;
foreach ( get_defined_functions()['user'] as $test ) {
	if ( 0 !== strpos( $test, 'test_' ) ) {
		continue;
	}
	try {
		$test();
		echo "ok     $test\n";
	} catch ( Throwable $problem ) {
		++$failed;
		echo "not ok $test: ", $problem->getMessage(), ' at ', basename( $problem->getFile() ), ':', $problem->getLine(), "\n";
	}
}
exit( $failed ? 1 : 0 );
