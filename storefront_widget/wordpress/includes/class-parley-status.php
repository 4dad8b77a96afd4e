<?php
/**
 * How the last calls to Parley went.
 *
 * @package Parley
 */

defined( 'ABSPATH' ) || exit;

/**
 * Remembers the last report, and pauses where Parley does not answer.
 */
class Parley_Status {

	const OPTION = 'parley_status';
	const PAUSE  = 'parley_pause';

	const PAUSE_SECONDS = 60;

	/**
	 * How long (seconds) a good report is not written down again: the database has other work.
	 */
	const WRITE_EVERY = 300;

	/**
	 * Return when the last report was sent and how it went.
	 *
	 * @return array{at: int, problem: string} `at` is 0 before the first; `problem` is empty, "away" or "refused".
	 */
	public static function last(): array {
		$saved = get_option( self::OPTION, array() );
		$saved = is_array( $saved ) ? $saved : array();
		return array(
			'at'      => (int) ( $saved['at'] ?? 0 ),
			'problem' => (string) ( $saved['problem'] ?? '' ),
		);
	}

	/**
	 * Note how a report went.
	 *
	 * @param string $problem Empty, "away" or "refused".
	 * @return void
	 */
	public static function note( string $problem ) {
		if ( '' !== $problem ) {
			set_transient( self::PAUSE, $problem, self::PAUSE_SECONDS );
		}
		$last = self::last();
		if ( $last['problem'] === $problem && ! self::is_due() ) {
			return;
		}
		update_option(
			self::OPTION,
			array(
				'at'      => time(),
				'problem' => $problem,
			),
			false
		);
	}

	/**
	 * Say whether it is time to look how a report goes.
	 *
	 * @return bool
	 */
	public static function is_due(): bool {
		return time() - self::last()['at'] >= self::WRITE_EVERY;
	}

	/**
	 * Say whether reports pause: a Parley that is away costs no visitor more than one wait a minute.
	 *
	 * @return bool
	 */
	public static function is_paused(): bool {
		return false !== get_transient( self::PAUSE );
	}

	/**
	 * Forget everything.
	 *
	 * @return void
	 */
	public static function forget() {
		delete_option( self::OPTION );
		delete_transient( self::PAUSE );
	}
}
